package io.gridgate.auth;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * Secrets of which a caller presents one as it is, such as in the query of a webhook's address.
 * Only digests are kept and compared, so that time tells nothing about a secret or its length.
 * Immutable, for any number of threads.
 */
public final class SharedSecrets {

    private final List<byte[]> digests;

    /**
     * Makes a check that accepts any of the secrets.
     *
     * @param secrets 1 to {@link Credential#SECRETS_MAX} live secrets
     */
    public SharedSecrets(List<Secret> secrets) {
        SecretUses.checkCount(secrets.size());
        this.digests = secrets.stream().map(secret -> Effort.sha256(secret.bytes())).toList();
    }

    /**
     * {@return whether this is one of the secrets}
     *
     * @param presented what the caller shows, null where it shows nothing
     */
    public boolean matches(@Nullable String presented) {
        String text = presented == null ? "" : presented;
        byte[] digest = Effort.sha256(text.getBytes(StandardCharsets.UTF_8));
        boolean match = false;
        for (byte[] live : digests) {
            match |= MessageDigest.isEqual(live, digest);
        }
        return match;
    }
}

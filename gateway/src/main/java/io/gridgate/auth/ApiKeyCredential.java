package io.gridgate.auth;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;

/**
 * A key in {@code Authorization: Bearer …}, {@code Authorization: ApiKey …} or {@code x-api-key}.
 * Only digests are kept, and digests are compared, so that time tells nothing about a key or its
 * length.
 */
public final class ApiKeyCredential implements Credential {

    private static final byte[] NOTHING = {};

    private final List<byte[]> digests;

    /**
     * Makes a credential that accepts any of the keys.
     *
     * @param keys 1 to {@link Credential#SECRETS_MAX} live keys
     */
    public ApiKeyCredential(List<Secret> keys) {
        HmacCredential.checkCount(keys);
        this.digests = keys.stream().map(key -> Effort.sha256(key.bytes())).toList();
    }

    @Override
    public int secrets() {
        return digests.size();
    }

    boolean matches(Presented presented, Effort effort) {
        String key = presentedKey(presented);
        byte[] digest = effort.digest(key == null ? NOTHING : key.getBytes(StandardCharsets.UTF_8));
        boolean match = false;
        for (byte[] live : digests) {
            match |= MessageDigest.isEqual(live, digest);
        }
        return match;
    }

    private static @Nullable String presentedKey(Presented presented) {
        String authorization = presented.header("authorization");
        if (authorization == null) {
            return presented.header("x-api-key");
        }
        int space = authorization.indexOf(' ');
        if (space < 0) {
            return null;
        }
        return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "bearer", "apikey" -> authorization.substring(space + 1).strip();
            default -> null;
        };
    }
}

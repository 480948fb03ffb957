package io.gridgate.auth;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.util.Collection;

import javax.crypto.Mac;

/**
 * Lets partners in. A refusal always costs the same work: one key digest and as many MACs over the
 * body as the source with the most signing secrets needs. So a wrong key, a wrong signature, a
 * source of another kind and a partner that does not exist cannot be told apart by time.
 *
 * <p>Immutable, for any number of threads.
 */
public final class PartnerGate {

    private static final byte[] NOTHING = {};

    private final Mac dummy;
    private final int refusalMacs;

    /**
     * Makes a gate for all sources of a gateway.
     *
     * @param credentials the credentials of every source
     */
    public PartnerGate(Collection<? extends Credential> credentials) {
        byte[] secret = new byte[Effort.DIGEST_BYTES];
        new SecureRandom().nextBytes(secret);
        this.dummy = Effort.macKey(secret);
        this.refusalMacs =
                credentials.stream()
                        .filter(HmacCredential.class::isInstance)
                        .mapToInt(Credential::secrets)
                        .max()
                        .orElse(1);
    }

    /**
     * {@return whether the caller presents what the credential asks for}
     *
     * @param credential the credential of the source; null where there is no such source
     * @param presented what the caller shows
     */
    public boolean admits(@Nullable Credential credential, Presented presented) {
        return admits(credential, presented, new Effort());
    }

    boolean admits(@Nullable Credential credential, Presented presented, Effort effort) {
        boolean match =
                switch (credential) {
                    case null -> false;
                    case ApiKeyCredential keys -> keys.matches(presented, effort);
                    case HmacCredential hmac -> hmac.matches(presented, effort);
                };
        if (!match) {
            fill(presented, effort);
        }
        return match;
    }

    private void fill(Presented presented, Effort effort) {
        while (effort.digests() < 1) {
            effort.digest(NOTHING);
        }
        while (effort.macs() < refusalMacs) {
            effort.mac(dummy, presented.body());
        }
    }
}

package io.gridgate.auth;

import io.gridgate.auth.Admission.Admitted;
import io.gridgate.auth.Admission.Reason;
import io.gridgate.auth.Admission.Refused;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * A key that a caller sends as it is. Only digests are kept, and digests are compared, so that time
 * tells nothing about a key or its length.
 */
public final class ApiKeyCredential implements Credential {

    private static final byte[] NOTHING = {};

    private final KeyPlace place;
    private final List<SecretUse> uses;
    private final InstantSource clock;

    /**
     * Makes a credential that accepts any of the keys.
     *
     * @param place where the key stands
     * @param keys 1 to {@link Credential#SECRETS_MAX} keys
     * @param clock the time
     */
    public ApiKeyCredential(KeyPlace place, List<LiveSecret> keys, InstantSource clock) {
        this.uses = SecretUses.of(keys, List.of());
        this.place = place;
        this.clock = clock;
    }

    /**
     * Makes a credential that accepts any of the keys; nobody where there are none.
     *
     * @param place where the key stands
     * @param keys at most {@link Credential#SECRETS_MAX} keys
     * @param issued at most as many keys more, of which only the digest is known
     * @param earlier the keys that this credential comes after; the counts of the same keys go on
     * @param clock the time
     */
    public ApiKeyCredential(
            KeyPlace place,
            List<LiveSecret> keys,
            List<HashedKey> issued,
            List<SecretUse> earlier,
            InstantSource clock) {
        this.uses = SecretUses.of(keys, issued, earlier);
        this.place = place;
        this.clock = clock;
    }

    @Override
    public List<SecretUse> uses() {
        return uses;
    }

    @Override
    public Map<Work, Integer> refusalWork() {
        return Map.of(Work.KEY_DIGEST, 1);
    }

    Admission check(Presented presented, Effort effort) {
        byte[] key = place.find(presented);
        byte[] digest = effort.digest(Work.KEY_DIGEST, key == null ? NOTHING : key);
        Instant now = clock.instant();
        Admission admission = new Refused(key == null ? Reason.NOTHING_PRESENTED : Reason.NO_MATCH);
        for (SecretUse use : uses) {
            boolean match = MessageDigest.isEqual(use.key().sha256(), digest) && key != null;
            if (match && use.livesAt(now)) {
                use.record(now);
                admission = new Admitted(use.name());
            } else if (match && !admission.admitted()) {
                admission = new Refused(Reason.SECRET_NOT_LIVE);
            }
        }
        return admission;
    }
}

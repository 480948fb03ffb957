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
    private final List<byte[]> digests;
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
        this.uses = SecretUses.of(keys);
        this.place = place;
        this.digests = keys.stream().map(key -> Effort.sha256(key.secret().bytes())).toList();
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
        for (int i = 0; i < digests.size(); i++) {
            boolean match = MessageDigest.isEqual(digests.get(i), digest) && key != null;
            SecretUse use = uses.get(i);
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

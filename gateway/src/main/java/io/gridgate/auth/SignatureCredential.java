package io.gridgate.auth;

import io.gridgate.auth.Admission.Admitted;
import io.gridgate.auth.Admission.Reason;
import io.gridgate.auth.Admission.Refused;
import io.gridgate.auth.SignedRequest.Signature;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A signature over the raw bytes of a request. Every secret is tried on every signature, MACs are
 * compared in constant time, and what cannot be read costs the same work.
 *
 * <p>Where the sender signs a time, a request is refused that was signed longer ago than the
 * tolerance, or that much in the future.
 */
public final class SignatureCredential implements Credential {

    /** Most Ed25519 signatures of a request that are verified: the old key's and the new one's. */
    static final int ASYMMETRIC_SIGNATURES_MAX = 2;

    private final Signing signing;
    private final List<SigningKey> keys;
    private final List<SecretUse> uses;
    private final Duration tolerance;
    private final InstantSource clock;

    /**
     * Makes a credential that accepts a signature under any of the secrets.
     *
     * @param signing how the sender signs
     * @param secrets 1 to {@link Credential#SECRETS_MAX} secrets
     * @param tolerance how far a signed time may be from now; not used where no time is signed
     * @param clock the time
     */
    public SignatureCredential(
            Signing signing, List<LiveSecret> secrets, Duration tolerance, InstantSource clock) {
        this(signing, secrets, tolerance, List.of(), clock);
    }

    /**
     * Makes a credential that comes after another.
     *
     * @param signing how the sender signs
     * @param secrets 1 to {@link Credential#SECRETS_MAX} secrets
     * @param tolerance how far a signed time may be from now; not used where no time is signed
     * @param earlier the secrets of the other; the counts of the same secrets go on
     * @param clock the time
     */
    public SignatureCredential(
            Signing signing,
            List<LiveSecret> secrets,
            Duration tolerance,
            List<SecretUse> earlier,
            InstantSource clock) {
        this.uses = SecretUses.of(secrets, earlier);
        this.signing = signing;
        this.keys = secrets.stream().map(it -> signing.key(it.secret())).toList();
        this.tolerance = tolerance;
        this.clock = clock;
    }

    @Override
    public List<SecretUse> uses() {
        return uses;
    }

    @Override
    public Map<Work, Integer> refusalWork() {
        Map<Work, Integer> work = new EnumMap<>(Work.class);
        work.putAll(signing.work());
        for (SigningKey key : keys) {
            int each = key.algorithm().isMac() ? 1 : ASYMMETRIC_SIGNATURES_MAX;
            work.merge(key.algorithm().work(), each * signing.contentsMax(), Integer::sum);
        }
        return work;
    }

    Admission check(Presented presented, Effort effort) {
        Instant now = clock.instant();
        SignedRequest request = signing.read(presented);
        signing.work().forEach(effort::count);
        if (!request.signed()) {
            return new Refused(Reason.NOTHING_PRESENTED);
        }
        if (request.contents().isEmpty() || request.signatures().isEmpty()) {
            return new Refused(Reason.UNREADABLE);
        }
        if (signing.signsTime() && !isFresh(request, now)) {
            return new Refused(Reason.OUTSIDE_WINDOW);
        }
        return match(request, now, effort);
    }

    private boolean isFresh(SignedRequest request, Instant now) {
        Instant at = request.at();
        return at != null && !at.isBefore(now.minus(tolerance)) && !at.isAfter(now.plus(tolerance));
    }

    private Admission match(SignedRequest request, Instant now, Effort effort) {
        Admission admission = new Refused(Reason.NO_MATCH);
        for (int i = 0; i < keys.size(); i++) {
            boolean signed = signs(keys.get(i), request, effort);
            SecretUse use = uses.get(i);
            if (signed && use.livesAt(now)) {
                use.record(now);
                admission = new Admitted(use.name());
            } else if (signed && !admission.admitted()) {
                admission = new Refused(Reason.SECRET_NOT_LIVE);
            }
        }
        return admission;
    }

    private static boolean signs(SigningKey key, SignedRequest request, Effort effort) {
        List<byte[]> candidates = new ArrayList<>();
        for (Signature signature : request.signatures()) {
            if (signature.algorithm() == key.algorithm()) {
                candidates.add(signature.bytes());
            }
        }
        boolean match = false;
        for (List<byte[]> content : request.contents()) {
            match |=
                    switch (key) {
                        case SigningKey.Symmetric mac -> {
                            byte[] expected = effort.mac(mac, content);
                            boolean found = false;
                            for (byte[] candidate : candidates) {
                                found |= MessageDigest.isEqual(expected, candidate);
                            }
                            yield found;
                        }
                        case SigningKey.Asymmetric publicKey -> {
                            boolean found = false;
                            for (byte[] candidate :
                                    candidates.subList(
                                            0,
                                            Math.min(
                                                    candidates.size(),
                                                    ASYMMETRIC_SIGNATURES_MAX))) {
                                found |= effort.verify(publicKey, content, candidate);
                            }
                            yield found;
                        }
                    };
        }
        return match;
    }
}

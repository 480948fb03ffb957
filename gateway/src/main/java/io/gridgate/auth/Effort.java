package io.gridgate.auth;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SignatureException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The cryptographic work of one authentication. Everything over caller input goes through here and
 * is counted, so that a refusal can be brought to the same amount of work whatever it was that did
 * not fit. One per request; not for several threads.
 */
final class Effort {

    private final Map<Work, Integer> done = new EnumMap<>(Work.class);

    byte[] digest(Work kind, byte[] input) {
        count(kind, 1);
        return sha256(input);
    }

    byte[] mac(SigningKey.Symmetric key, List<byte[]> content) {
        count(key.algorithm().work(), 1);
        return key.sign(content);
    }

    /**
     * Tells whether a signature is good; one that is refused at a glance does not count as work.
     */
    boolean verify(SigningKey.Asymmetric key, List<byte[]> content, byte[] signature) {
        try {
            boolean good = key.verify(content, signature);
            count(key.algorithm().work(), 1);
            return good;
        } catch (SignatureException e) {
            return false;
        }
    }

    /** Counts work that was done elsewhere. */
    void count(Work kind, int times) {
        done.merge(kind, times, Integer::sum);
    }

    int done(Work kind) {
        return done.getOrDefault(kind, 0);
    }

    static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

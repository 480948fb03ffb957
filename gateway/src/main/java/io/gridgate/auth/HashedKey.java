package io.gridgate.auth;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * What is kept of a key that is sent as it is: its digest, and the time in which it counts.
 *
 * @param name what it is called in the security log and in counts
 * @param sha256 SHA-256 of its UTF-8 bytes, 32 bytes
 * @param notBefore from when on it counts, null: always did
 * @param notAfter until when it counts, null: for good
 */
@SuppressWarnings("ArrayRecordComponent") // equality is written out below
public record HashedKey(
        String name, byte[] sha256, @Nullable Instant notBefore, @Nullable Instant notAfter) {

    private static final int BYTES = 32;

    /** Checks the length; the digest is handed over, and is not to be written to. */
    public HashedKey {
        if (sha256.length != BYTES) {
            throw new IllegalArgumentException("SHA-256 has 32 bytes, not " + sha256.length);
        }
    }

    static HashedKey of(LiveSecret secret, int place) {
        return new HashedKey(
                secret.name().isEmpty() ? Integer.toString(place) : secret.name(),
                Effort.sha256(secret.secret().bytes()),
                secret.notBefore(),
                secret.notAfter());
    }

    boolean livesAt(Instant now) {
        return (notBefore == null || !now.isBefore(notBefore))
                && (notAfter == null || now.isBefore(notAfter));
    }

    boolean sameKey(HashedKey other) {
        return MessageDigest.isEqual(sha256, other.sha256);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HashedKey that
                && name.equals(that.name)
                && sameKey(that)
                && Objects.equals(notBefore, that.notBefore)
                && Objects.equals(notAfter, that.notAfter);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sha256);
    }

    @Override
    public String toString() {
        return "HashedKey[" + name + "]";
    }
}

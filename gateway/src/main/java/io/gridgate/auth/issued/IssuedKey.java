package io.gridgate.auth.issued;

import io.gridgate.auth.HashedKey;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A key in the book.
 *
 * @param owner whom it is for
 * @param name what it is called, unique for its owner
 * @param sha256 SHA-256 of the key, hexadecimal; empty once it is revoked
 * @param made when it was made
 * @param notBefore from when on it counts, null: since it was made
 * @param notAfter until when it counts, null: for good
 * @param revoked when it was revoked, null: it was not
 */
public record IssuedKey(
        KeyOwner owner,
        String name,
        String sha256,
        Instant made,
        @Nullable Instant notBefore,
        @Nullable Instant notAfter,
        @Nullable Instant revoked) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Whether a key counts. */
    public enum State {
        /** It counts. */
        LIVE,
        /** Its time has not come. */
        NOT_YET,
        /** Its time is over. */
        EXPIRED,
        /** It counts no more, whatever its time. */
        REVOKED
    }

    /** Checks the name and the time. */
    public IssuedKey {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a key has 1 to 64 letters, digits, dots, hyphens or underscores:"
                            + " '"
                            + name
                            + "'");
        }
        if (notBefore != null && notAfter != null && !notBefore.isBefore(notAfter)) {
            throw new IllegalArgumentException("the key '" + name + "' would end before it begins");
        }
        if (revoked == null && HexFormat.of().parseHex(sha256).length != 32) {
            throw new IllegalArgumentException("the key '" + name + "' has no SHA-256");
        }
    }

    /**
     * {@return whether it counts}
     *
     * @param now the time
     */
    public State stateAt(Instant now) {
        if (revoked != null) {
            return State.REVOKED;
        }
        if (notAfter != null && !now.isBefore(notAfter)) {
            return State.EXPIRED;
        }
        return notBefore != null && now.isBefore(notBefore) ? State.NOT_YET : State.LIVE;
    }

    IssuedKey until(Instant end) {
        return new IssuedKey(owner, name, sha256, made, notBefore, end, revoked);
    }

    IssuedKey revokedAt(Instant now) {
        return new IssuedKey(owner, name, "", made, notBefore, notAfter, now);
    }

    HashedKey hashed() {
        return new HashedKey(name, HexFormat.of().parseHex(sha256), notBefore, notAfter);
    }
}

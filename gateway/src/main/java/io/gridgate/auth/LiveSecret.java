package io.gridgate.auth;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A secret and the time in which it counts, so that the next one can be announced and the last one
 * runs out by itself.
 *
 * @param name what it is called in audit and counts; empty: by its place in the list
 * @param secret the secret
 * @param notBefore from when on it counts, null: always did
 * @param notAfter until when it counts, null: for good
 */
public record LiveSecret(
        String name, Secret secret, @Nullable Instant notBefore, @Nullable Instant notAfter) {

    /** Checks that there is a time in which it counts. */
    public LiveSecret {
        if (notBefore != null && notAfter != null && !notBefore.isBefore(notAfter)) {
            throw new IllegalArgumentException("not-before must be before not-after");
        }
    }

    /**
     * {@return a secret that counts always}
     *
     * @param secret the secret
     */
    public static LiveSecret always(Secret secret) {
        return new LiveSecret("", secret, null, null);
    }

    boolean livesAt(Instant now) {
        return (notBefore == null || !now.isBefore(notBefore))
                && (notAfter == null || now.isBefore(notAfter));
    }
}

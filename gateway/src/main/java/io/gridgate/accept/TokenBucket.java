package io.gridgate.accept;

import java.time.Duration;
import java.time.Instant;

/**
 * A bucket that fills with tokens at a steady rate up to its size; each request takes one. Full at
 * the start. For any number of threads.
 */
final class TokenBucket {

    private static final long NANOS = 1_000_000_000L;

    private final long nanosPerToken;
    private final long nanosMax;
    private Instant last;

    /** What the bucket holds, as time that would fill it. */
    private long nanosHeld;

    /**
     * Makes a full bucket.
     *
     * @param perSecond tokens that come in a second, 1 to 1,000,000
     * @param size most tokens that it holds
     * @param now the time
     */
    TokenBucket(int perSecond, int size, Instant now) {
        this.nanosPerToken = NANOS / perSecond;
        this.nanosMax = nanosPerToken * size;
        this.nanosHeld = nanosMax;
        this.last = now;
    }

    /** Takes a token; returns zero, or how long it takes until there is one. */
    synchronized Duration take(Instant now) {
        if (now.isAfter(last)) {
            Duration passed = Duration.between(last, now);
            nanosHeld =
                    passed.compareTo(Duration.ofNanos(nanosMax)) >= 0
                            ? nanosMax
                            : Math.min(nanosMax, nanosHeld + passed.toNanos());
        }
        last = now;
        if (nanosHeld < nanosPerToken) {
            return Duration.ofNanos(nanosPerToken - nanosHeld);
        }
        nanosHeld -= nanosPerToken;
        return Duration.ZERO;
    }
}

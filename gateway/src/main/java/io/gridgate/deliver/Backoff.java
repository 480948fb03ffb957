package io.gridgate.deliver;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: after n failures a random time up to {@code base ×
 * 2^(n-1)}, never above the cap.
 *
 * @param base upper bound of the first delay, above zero
 * @param cap upper bound of every delay, not below the base
 */
public record Backoff(Duration base, Duration cap) {

    /** Half a second to one minute. */
    public static final Backoff DEFAULT =
            new Backoff(Duration.ofMillis(500), Duration.ofMinutes(1));

    private static final int DOUBLINGS_MAX = 30;

    /** Checks the bounds. */
    public Backoff {
        if (!base.isPositive() || cap.compareTo(base) < 0) {
            throw new IllegalArgumentException("back-off out of bounds: " + base + " to " + cap);
        }
    }

    /**
     * {@return the delay after so many failures in a row}
     *
     * @param failures how many, the last one included; 1 or more
     * @param random the source of the jitter
     */
    public Duration delay(int failures, RandomGenerator random) {
        Duration bound = base.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_MAX));
        long boundNanos = (bound.compareTo(cap) < 0 ? bound : cap).toNanos();
        return Duration.ofNanos(random.nextLong(1, boundNanos + 1));
    }
}

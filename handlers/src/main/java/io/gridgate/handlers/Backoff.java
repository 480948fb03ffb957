package io.gridgate.handlers;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Growing delays with jitter: the n-th is between half and the whole of {@code first × 2^(n-1)}, up
 * to a bound, so that many workers do not come back in step. For one thread.
 */
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    /**
     * Begins with no failure.
     *
     * @param first the whole of the first delay
     * @param longest the bound
     * @param random makes the jitter
     */
    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /** Begins again: there was a success. */
    public void reset() {
        failures = 0;
    }

    /**
     * {@return the next delay}
     *
     * @param atLeast what the other side asked for, or null; up to a tenth more is added to it
     */
    public Duration next(@Nullable Duration atLeast) {
        Duration full = first.multipliedBy(1L << Math.min(failures++, 20));
        Duration bounded = full.compareTo(longest) < 0 ? full : longest;
        Duration delay = scaled(bounded, 0.5 + random.nextDouble() / 2);
        if (atLeast == null || atLeast.compareTo(delay) <= 0) {
            return delay;
        }
        return scaled(atLeast, 1 + random.nextDouble() / 10);
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }
}

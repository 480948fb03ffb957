package io.gridgate.handlers;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Decides how many events may be received now: none while the circuit breaker is open, as many as
 * its trial allows while it is half open, and no more than the rate limit has left. Safe for use by
 * many threads.
 */
final class ReceiveGate {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final @Nullable CircuitBreaker breaker;
    private final @Nullable RateLimiter limiter;

    ReceiveGate(@Nullable CircuitBreaker breaker, @Nullable RateLimiter limiter) {
        this.breaker = breaker;
        this.limiter = limiter;
    }

    /** Takes permission for at most so many events; none of it may be forgotten. */
    Permits take(int wanted) {
        int limited = limiter == null ? wanted : Math.min(wanted, left(limiter));
        if (limited <= 0) {
            return new Permits(null, false, 0, "the rate limit is reached");
        }
        if (breaker == null) {
            return new Permits(null, false, limited, "");
        }
        // A closed breaker counts no permissions, so those that are not used must not come back.
        boolean counted = breaker.getState() != CircuitBreaker.State.CLOSED;
        int taken = 0;
        while (taken < limited && breaker.tryAcquirePermission()) {
            taken++;
        }
        return new Permits(
                breaker,
                counted,
                taken,
                "circuit breaker " + breaker.getName() + " permits no calls");
    }

    private static int left(RateLimiter limiter) {
        return limiter.getMetrics().getAvailablePermissions();
    }

    /** When to ask again after no permission was given. */
    Duration lookAgain() {
        return limiter != null && left(limiter) <= 0
                ? min(limiter.getRateLimiterConfig().getLimitRefreshPeriod(), LOOK_AGAIN)
                : LOOK_AGAIN;
    }

    /** Counts received events against the rate limit; returns how long to wait before the next. */
    Duration received(int events) {
        if (limiter == null || events == 0) {
            return Duration.ZERO;
        }
        long nanos = limiter.reservePermission(events);
        // Negative: others took what was left, and this reservation would wait too long for them.
        return nanos < 0
                ? limiter.getRateLimiterConfig().getLimitRefreshPeriod()
                : Duration.ofNanos(nanos);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Permission to handle so many events. Each is either used, by telling how it went, or not. */
    static final class Permits {

        static final Permits FREE = new Permits(null, false, Integer.MAX_VALUE, "");

        private final @Nullable CircuitBreaker breaker;
        private final boolean counted;
        private final int count;
        private final String whyNone;

        Permits(@Nullable CircuitBreaker breaker, boolean counted, int count, String whyNone) {
            this.breaker = breaker;
            this.counted = counted;
            this.count = count;
            this.whyNone = whyNone;
        }

        int count() {
            return count;
        }

        String whyNone() {
            return whyNone;
        }

        /** Gives back what was not used, if the trial that it was taken for still runs. */
        void unused(int number) {
            if (breaker == null || !counted) {
                return;
            }
            for (int i = 0; i < number; i++) {
                if (breaker.getState() == CircuitBreaker.State.HALF_OPEN) {
                    breaker.releasePermission();
                }
            }
        }

        void answered(Outcome outcome, Duration took) {
            if (breaker != null) {
                breaker.onResult(took.toNanos(), TimeUnit.NANOSECONDS, outcome);
            }
        }

        void failed(Throwable failure, Duration took) {
            if (breaker != null) {
                breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, failure);
            }
        }
    }
}

package io.gridgate.accept;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;

/**
 * What one partner may take of the gateway, all its sources together, so that its flood leaves the
 * others alone. Only requests that were authenticated count: nobody else can use it up. For any
 * number of threads.
 */
public final class PartnerQuota {

    /**
     * The bounds of a partner.
     *
     * @param requestsPerSecond requests in a second, for long; 1 to {@value #PER_SECOND_CEILING}
     * @param burst requests at once after a quiet time, 1 to {@value #BURST_CEILING}
     * @param requestsInFlight requests at the same time, 1 to {@value #IN_FLIGHT_CEILING}
     */
    public record Limits(int requestsPerSecond, int burst, int requestsInFlight) {

        /** The most requests a second that can be allowed. */
        public static final int PER_SECOND_CEILING = 1_000_000;

        /** The largest burst that can be allowed. */
        public static final int BURST_CEILING = 1_000_000;

        /** The most requests at the same time that can be allowed. */
        public static final int IN_FLIGHT_CEILING = 10_000;

        /** Checks the bounds. */
        public Limits {
            check("requests-per-second", requestsPerSecond, PER_SECOND_CEILING);
            check("burst", burst, BURST_CEILING);
            check("requests-in-flight", requestsInFlight, IN_FLIGHT_CEILING);
        }

        private static void check(String what, int value, int max) {
            if (value < 1 || value > max) {
                throw new IllegalArgumentException(what + ": 1 to " + max + ", not " + value);
            }
        }
    }

    /** Whether a request may go on. */
    public sealed interface Entry {

        /** It may; {@link PartnerQuota#leave} must follow. */
        record Entered() implements Entry {}

        /**
         * It may not.
         *
         * @param limits the bounds of the partner
         * @param retryAfter when there is room again, as far as that is known
         */
        record Full(Limits limits, Duration retryAfter) implements Entry {}
    }

    private static final Entry ENTERED = new Entry.Entered();

    /** How soon to ask again when too many requests are under way; they end soon. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Limits limits;
    private final InstantSource clock;
    private final TokenBucket bucket;
    private final Semaphore inFlight;

    /**
     * Makes the quota of a partner.
     *
     * @param limits its bounds
     * @param clock the time
     */
    public PartnerQuota(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        this.bucket = new TokenBucket(limits.requestsPerSecond(), limits.burst(), clock.instant());
        this.inFlight = new Semaphore(limits.requestsInFlight());
    }

    Entry enter() {
        if (!inFlight.tryAcquire()) {
            return new Entry.Full(limits, SOON);
        }
        Duration wait = bucket.take(clock.instant());
        if (wait.isZero()) {
            return ENTERED;
        }
        inFlight.release();
        return new Entry.Full(limits, wait);
    }

    void leave() {
        inFlight.release();
    }
}

package io.gridgate.benchmarks.load;

/**
 * When requests should be sent: as soon as the last one is answered, or at a fixed rate whatever
 * the server does. Times of a fixed rate are whole milliseconds, so that a request is due at a
 * moment to which a thread can wake. For one thread.
 */
final class Pace {

    private static final long TICK_NANOS = 1_000_000;

    private final long startNanos;
    private final double intervalNanos;
    private long given;

    private Pace(long startNanos, double intervalNanos) {
        this.startNanos = startNanos;
        this.intervalNanos = intervalNanos;
    }

    static Pace closed(long startNanos) {
        return new Pace(startNanos, 0);
    }

    static Pace fixed(long startNanos, double perSecond) {
        return new Pace(startNanos, 1e9 / perSecond);
    }

    boolean isClosed() {
        return intervalNanos == 0;
    }

    /** When the next request should be sent. */
    long dueNanos() {
        long exact = (long) (given * intervalNanos);
        return startNanos + (exact + TICK_NANOS - 1) / TICK_NANOS * TICK_NANOS;
    }

    void next() {
        given++;
    }
}

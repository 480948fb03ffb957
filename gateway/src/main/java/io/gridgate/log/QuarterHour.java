package io.gridgate.log;

import java.time.Instant;

/**
 * The quarters of an hour by which the books are kept: an event is counted in the one in which it
 * was accepted, whatever happens to it later and whenever.
 */
public final class QuarterHour {

    /** Stands for all quarters that were long ago and have been summed up. */
    public static final long LONG_AGO = 0;

    /** How long one is. */
    public static final long MILLIS = 15 * 60_000;

    private QuarterHour() {}

    /**
     * {@return the number of the quarter of an event; numbers rise with time}
     *
     * @param acceptedAt when it was accepted, in milliseconds since the epoch
     */
    public static long of(long acceptedAt) {
        return Math.max(LONG_AGO + 1, Math.floorDiv(acceptedAt, MILLIS));
    }

    /**
     * {@return when a quarter begins}
     *
     * @param number its number
     */
    public static Instant begin(long number) {
        return Instant.ofEpochMilli(number * MILLIS);
    }
}

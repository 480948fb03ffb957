package io.gridgate.log.embedded;

import java.time.InstantSource;

/**
 * The time of the log in milliseconds since the epoch: it follows the clock, and where the clock is
 * set back it goes on from where it was at the clock's pace, so that times never fall and locks
 * still end. Used by the committer thread only.
 */
final class LogTime {

    private final InstantSource clock;
    private long read;
    private long time;

    /**
     * Starts the time.
     *
     * @param atLeast the latest time that was written down
     */
    LogTime(InstantSource clock, long atLeast) {
        this.clock = clock;
        this.read = clock.millis();
        this.time = Math.max(read, atLeast);
    }

    long millis() {
        long now = clock.millis();
        time = Math.max(now, time + Math.max(0, now - read));
        read = now;
        return time;
    }
}

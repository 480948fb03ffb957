package io.gridgate.log.postgres;

import java.time.InstantSource;

/**
 * The time of the log in milliseconds since the epoch: it follows the clock, and where the clock is
 * set back it goes on from where it was at the clock's pace, so that times never fall for this
 * replica and locks still end. For any number of threads.
 */
final class LogTime {

    private final InstantSource clock;
    private long read;
    private long time;

    LogTime(InstantSource clock) {
        this.clock = clock;
        this.read = clock.millis();
        this.time = read;
    }

    synchronized long millis() {
        long now = clock.millis();
        time = Math.max(now, time + Math.max(0, now - read));
        read = now;
        return time;
    }
}

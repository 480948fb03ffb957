package io.gridgate.handlers;

import java.time.Duration;
import java.time.InstantSource;

/** The clock and the timers of a worker, so that tests can turn the hands. */
interface WorkerTime extends InstantSource {

    /**
     * Runs a task once, later; it may block.
     *
     * @return a timer that can be cancelled; after it ran this has no effect
     */
    Timer after(Duration delay, Runnable task);

    /** Ends the timers. */
    void close();

    /** A task that waits for its time. */
    @FunctionalInterface
    interface Timer {
        void cancel();
    }
}

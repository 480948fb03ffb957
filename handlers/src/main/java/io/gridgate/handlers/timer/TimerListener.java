package io.gridgate.handlers.timer;

import java.time.Duration;

/** Is told what a runner does, on the runner's thread. Must not throw. */
public interface TimerListener {

    /**
     * A timer fired, and its transaction has committed.
     *
     * @param timer the timer
     * @param lateness from the time it was due to the time its handler was called
     */
    default void fired(Timer timer, Duration lateness) {}

    /**
     * A timer's handler, or its transaction, failed; nothing of it stays.
     *
     * @param timer the timer
     * @param attempts how often it has failed, this time included
     * @param failure why
     * @param retryIn when it is tried again
     */
    default void failed(Timer timer, int attempts, Exception failure, Duration retryIn) {}
}

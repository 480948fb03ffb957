package io.gridgate.handlers.timer;

import java.time.Duration;

/** How a runner rests, so that tests need not. */
interface Pause {

    /** Returns after the time, or sooner when woken. */
    void atMost(Duration duration) throws InterruptedException;
}

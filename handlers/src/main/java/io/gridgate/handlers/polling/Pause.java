package io.gridgate.handlers.polling;

import java.time.Duration;

/** How a {@link Poller} rests, so that tests need not. */
public interface Pause {

    /**
     * Returns after the time, or sooner.
     *
     * @param duration how long at most, more than zero
     * @throws InterruptedException if the thread is interrupted
     */
    void atMost(Duration duration) throws InterruptedException;
}

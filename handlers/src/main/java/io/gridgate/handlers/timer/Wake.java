package io.gridgate.handlers.timer;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A rest that can be cut short; a call that comes before it counts. */
final class Wake implements Pause {

    private final Semaphore calls = new Semaphore(0);

    void now() {
        calls.release();
    }

    @Override
    public void atMost(Duration duration) throws InterruptedException {
        if (calls.tryAcquire(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            calls.drainPermits();
        }
    }
}

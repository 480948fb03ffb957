package io.gridgate.handlers.polling;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes turns on a virtual thread of its own and rests between them as long as each turn says, or
 * until it is woken. Started once, closed once, from any thread.
 */
public final class Poller implements AutoCloseable {

    /** What is done again and again. */
    @FunctionalInterface
    public interface Turn {

        /**
         * Takes a turn; failures are its own to handle.
         *
         * @return how long to rest before the next; zero for not at all
         * @throws InterruptedException if the thread is interrupted, which ends the poller
         */
        Duration take() throws InterruptedException;
    }

    private final Turn turn;
    private final Pause pause;
    private final Semaphore calls = new Semaphore(0);
    private final AtomicBoolean started = new AtomicBoolean();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Makes a poller that is not started.
     *
     * @param name names its thread
     * @param turn what is done
     * @param pause how to rest; null to wait for the time or for {@link #wake}
     */
    public Poller(String name, Turn turn, @Nullable Pause pause) {
        this.turn = turn;
        this.pause = pause == null ? this::untilWoken : pause;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /**
     * Starts and returns at once.
     *
     * @throws IllegalStateException if it was started before
     */
    public void start() {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException(thread.getName() + " starts once");
        }
        thread.start();
    }

    /** Cuts a rest short; a call that comes before the rest counts. */
    public void wake() {
        calls.release();
    }

    /** {@return whether it takes no further turn} */
    public boolean isClosed() {
        return closed;
    }

    private void run() {
        try {
            while (!closed) {
                Duration rest = turn.take();
                if (rest.isPositive() && !closed) {
                    pause.atMost(rest);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void untilWoken(Duration duration) throws InterruptedException {
        if (calls.tryAcquire(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            calls.drainPermits();
        }
    }

    /** Ends after the turn that is taken now, and waits for that. */
    @Override
    public void close() {
        closed = true;
        wake();
        try {
            if (started.get()) {
                thread.join();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}

package io.gridgate.app.process;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/**
 * The parts of a running process. They are closed in reverse order, when the process is told to
 * stop (SIGTERM, Ctrl-C) or when the start fails half-way.
 *
 * <p>Parts are added by the thread that starts them; {@link #close} runs once, on any thread.
 */
public final class Running implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("stop").unstarted(this::close);
    private boolean closed;

    /** From here on a process that is told to stop closes what was started by then. */
    public Running() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Adds a part that has started.
     *
     * @param <T> what it is
     * @param part what is to be closed before all that was added earlier
     * @return the same part
     * @throws IllegalStateException if the process is stopping
     */
    public synchronized <T extends AutoCloseable> T add(T part) {
        if (closed) {
            throw new IllegalStateException("the process is stopping");
        }
        parts.push(part);
        return part;
    }

    /**
     * Waits until the process is told to stop and every part is closed.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public void untilStopped() throws InterruptedException {
        stopped.await();
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not close cleanly", part.getClass().getSimpleName(), e);
            }
        }
        stopped.countDown();
        forgetHook();
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("the process stops already", e);
        }
    }
}

package io.gridgate.app;

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
final class Running implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean closed;

    synchronized <T extends AutoCloseable> T add(T part) {
        if (closed) {
            throw new IllegalStateException("the process is stopping");
        }
        parts.push(part);
        return part;
    }

    /** Waits until the process is told to stop and every part is closed. */
    void untilStopped() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook =
                Thread.ofPlatform()
                        .name("stop")
                        .unstarted(() -> {
                            close();
                            stopped.countDown();
                        });
        Runtime.getRuntime().addShutdownHook(hook);
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
    }
}

package io.gridgate.app.process;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;

/**
 * Parts that are closed at the same time, so that closing takes as long as the slowest of them and
 * none goes on taking work while another one ends. What one of them throws is logged and keeps the
 * others from nothing. Parts are added by the thread that starts them; closed once, on any thread.
 */
public final class Together implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Together.class);

    private final List<AutoCloseable> parts = new ArrayList<>();
    private boolean closed;

    /** Begins without parts. */
    public Together() {}

    /**
     * Adds a part that has started.
     *
     * @param <T> what it is
     * @param part what is to be closed beside the others
     * @return the same part
     * @throws IllegalStateException if the process is stopping
     */
    public synchronized <T extends AutoCloseable> T add(T part) {
        if (closed) {
            throw new IllegalStateException("the process is stopping");
        }
        parts.add(part);
        return part;
    }

    @Override
    public void close() {
        List<Thread> closing =
                last().stream().map(part -> Thread.ofVirtual().start(() -> close(part))).toList();
        boolean interrupted = false;
        for (Thread thread : closing) {
            interrupted |= awaited(thread);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<AutoCloseable> last() {
        closed = true;
        return List.copyOf(parts);
    }

    /** Waits to the end; returns whether an interrupt came meanwhile. */
    private static boolean awaited(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("{} did not close cleanly", part.getClass().getSimpleName(), e);
        }
    }
}

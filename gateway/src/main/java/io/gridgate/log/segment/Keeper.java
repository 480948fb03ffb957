package io.gridgate.log.segment;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Does on a thread of its own what takes time and nobody waits for. What comes out of it is handed
 * back to the thread that writes.
 */
final class Keeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    /** Work that returns what is to be done with its result by the thread that writes. */
    interface Work {
        Runnable run() throws IOException;
    }

    private final ExecutorService thread;
    private final Queue<Runnable> results = new ConcurrentLinkedQueue<>();

    Keeper(Background background) {
        thread = background.thread("log-keeper");
    }

    /**
     * Does some work.
     *
     * @param what names it, for the journal
     * @param failed what the thread that writes does if it fails; it may be tried again
     */
    void submit(String what, Work work, Runnable failed) {
        thread.execute(() -> {
            try {
                results.add(work.run());
            } catch (IOException | RuntimeException | InternalError e) {
                LOG.warn("{} failed, and will be tried again: {}", what, e.toString());
                results.add(failed);
            }
        });
    }

    /** Waits until all that was submitted is done; its results are not taken up yet. */
    void await() {
        boolean interrupted = false;
        Future<?> last = thread.submit(() -> {});
        while (true) {
            try {
                last.get();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException("nothing cannot fail", e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes up what is done; for the thread that writes. */
    void collect() {
        for (@Nullable Runnable each = results.poll(); each != null; each = results.poll()) {
            each.run();
        }
    }

    /** Finishes the work that is under way, and takes it up. */
    @Override
    public void close() {
        thread.close();
        collect();
    }
}

package io.gridgate.http.namespace;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The receive requests that wait. When the server stops they are interrupted, and answer that there
 * is nothing. Safe for use by all threads.
 */
final class LongPolls {

    private final Set<Thread> waiting = new HashSet<>();
    private boolean stopping;

    /** Something that waits and returns normally or by interruption. */
    interface Wait<T> {
        T await(Duration wait) throws InterruptedException;
    }

    /** Waits, at most as long as given; gives the other answer when the server stops meanwhile. */
    <T> T await(Duration wait, Wait<T> call, T whenStopping) throws InterruptedException {
        enter();
        try {
            return call.await(wait);
        } catch (InterruptedException e) {
            if (isStopping()) {
                return whenStopping;
            }
            throw e;
        } finally {
            leave();
        }
    }

    synchronized void stop() {
        stopping = true;
        waiting.forEach(Thread::interrupt);
    }

    private synchronized void enter() {
        waiting.add(Thread.currentThread());
        if (stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void leave() {
        waiting.remove(Thread.currentThread());
        if (stopping) {
            Thread.interrupted(); // ours; the answer must still be written
        }
    }

    private synchronized boolean isStopping() {
        return stopping;
    }
}

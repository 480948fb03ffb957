package io.gridgate.log.postgres;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Threads that each take the calls that wait, carry them out as one group, and wake the callers.
 * While the database writes one group, the next one gathers.
 *
 * @param <C> the kind of calls
 */
final class Workers<C extends Call<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final CallQueue<C> queue;
    private final int callsMax;
    private final long bytesMax;
    private final Consumer<List<C>> work;
    private final List<Thread> threads = new ArrayList<>();

    Workers(CallQueue<C> queue, int callsMax, long bytesMax, Consumer<List<C>> work) {
        this.queue = queue;
        this.callsMax = callsMax;
        this.bytesMax = bytesMax;
        this.work = work;
    }

    void start(String name, int count) {
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofPlatform().name(name + "-" + i).daemon().start(() -> run()));
        }
    }

    private void run() {
        while (!queue.isSpent()) {
            try {
                List<C> group = queue.take(callsMax, bytesMax);
                if (!group.isEmpty()) {
                    carryOut(group);
                }
            } catch (InterruptedException e) {
                LOG.warn("a worker of the log was interrupted and goes on");
            }
        }
    }

    private void carryOut(List<C> group) {
        try {
            work.accept(group);
        } catch (RuntimeException | OutOfMemoryError e) {
            group.forEach(call -> call.fail(Faults.of(e)));
        }
    }

    /** Waits until all calls that were in the queue when it closed are answered. */
    void join() {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

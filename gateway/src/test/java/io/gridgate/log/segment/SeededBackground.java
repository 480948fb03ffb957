package io.gridgate.log.segment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Does the work of a store's threads on the thread of the test: what the writer waits for at once,
 * the keeper's when the seed says so. The same seed gives the same order of all that is done.
 */
final class SeededBackground implements Background {

    private final Random random;
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    SeededBackground(Random random) {
        this.random = random;
    }

    /** Does some of the work that waits. */
    void work() {
        while (!waiting.isEmpty() && random.nextInt(3) > 0) {
            waiting.remove().run();
        }
    }

    @Override
    public ExecutorService thread(String name) {
        boolean keeper = name.equals("log-keeper");
        return new AbstractExecutorService() {
            private boolean shutdown;

            @Override
            public void execute(Runnable work) {
                if (keeper) {
                    waiting.add(work);
                } else {
                    work.run();
                }
            }

            @Override
            public void shutdown() {
                shutdown = true;
                if (keeper) {
                    waiting.forEach(Runnable::run);
                    waiting.clear();
                }
            }

            @Override
            public List<Runnable> shutdownNow() {
                shutdown = true;
                List<Runnable> left = new ArrayList<>(waiting);
                waiting.clear();
                return left;
            }

            @Override
            public boolean isShutdown() {
                return shutdown;
            }

            @Override
            public boolean isTerminated() {
                return shutdown;
            }

            @Override
            public boolean awaitTermination(long timeout, TimeUnit unit) {
                return shutdown;
            }
        };
    }
}

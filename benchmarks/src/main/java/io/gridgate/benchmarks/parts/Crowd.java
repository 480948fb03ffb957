package io.gridgate.benchmarks.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Callers on virtual threads, as many as a server would have. */
final class Crowd {

    private Crowd() {}

    /** What one caller does. */
    @FunctionalInterface
    interface Caller {
        void call(int number) throws Exception;
    }

    /** Lets that many callers work and waits for all of them. */
    static void of(int callers, Caller caller) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>(callers);
            for (int i = 0; i < callers; i++) {
                int number = i;
                running.add(
                        threads.submit(() -> {
                            caller.call(number);
                            return number;
                        }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("a caller failed", e);
        }
    }
}

package io.gridgate.handlers;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A worker over a subscription in memory, on hand-turned time. */
final class WorkerFixture implements AutoCloseable {

    final HandTime time = new HandTime();
    final MemorySubscription subscription = new MemorySubscription(time);
    final RecordingListener listener = new RecordingListener();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private Worker worker;

    /** Starts a worker, whose settings a test may still change. */
    Worker start(EventHandler handler, UnaryOperator<WorkerBuilder> settings) {
        worker =
                settings.apply(
                                Worker.builder(subscription, handler)
                                        .listener(listener)
                                        .time(time)
                                        .random(new Random(1)))
                        .build();
        worker.start();
        return worker;
    }

    Worker start(EventHandler handler) {
        return start(handler, builder -> builder);
    }

    /** A handler that acknowledges each event once its gate is open. */
    EventHandler gated() {
        return (event, _) -> {
            gate(event.getId()).await();
            return Outcome.acknowledge();
        };
    }

    void open(String... ids) {
        for (String id : ids) {
            gate(id).countDown();
        }
    }

    private CountDownLatch gate(String id) {
        return gates.computeIfAbsent(id, _ -> new CountDownLatch(1));
    }

    /** Waits for the next request that settles or renews. */
    String nextSettlement() {
        try {
            String settlement = subscription.settlements.poll(20, TimeUnit.SECONDS);
            if (settlement == null) {
                throw new AssertionError("nothing is settled; " + listener.lines);
            }
            return settlement;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until the worker has counted so much. */
    void awaitCounters(WorkerCounters expected) {
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!worker.counters().equals(expected)) {
            if (System.nanoTime() > limit) {
                throw new AssertionError(worker.counters() + " is not " + expected);
            }
            Thread.onSpinWait();
        }
    }

    /** Turns time by small steps until something has come about. */
    void turnUntil(BooleanSupplier done, Duration step) {
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("it does not come about; " + listener.lines);
            }
            time.advance(step);
            Thread.onSpinWait();
        }
    }

    /** Drains on a thread of its own and turns time until that has ended. */
    DrainReport drain(Duration timeout) {
        var report = new CompletableFuture<DrainReport>();
        Thread.ofVirtual().start(() -> report.complete(worker.drain(timeout)));
        try {
            while (!report.isDone()) {
                time.advance(Duration.ofMillis(100));
                Thread.sleep(1);
            }
            return report.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (worker != null) {
            drain(Duration.ofSeconds(30));
        }
    }
}

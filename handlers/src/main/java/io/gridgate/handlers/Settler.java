package io.gridgate.handlers;

import io.gridgate.handlers.client.EventGridException;
import io.gridgate.handlers.client.EventGridReceiver;
import io.gridgate.handlers.client.FailedLockToken;
import io.gridgate.handlers.client.ReleaseDelay;
import io.gridgate.handlers.client.SettlementResult;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Tells the namespace what became of deliveries. While other deliveries are in flight an outcome
 * waits up to two milliseconds for theirs, so that many go out in one request; the last one goes
 * out at once.
 */
final class Settler {

    private static final int TOKENS_MAX = 100;
    private static final int THREADS = 2;
    private static final int ATTEMPTS_MAX = 5;
    private static final long GATHER_NANOS = 2_000_000;

    private record Item(Delivery delivery, Outcome outcome) {}

    private final EventGridReceiver receiver;
    private final WorkerState state;
    private final Reporter reporter;
    private final RandomGenerator random;
    private final BlockingQueue<Item> waiting;
    private final List<Thread> threads = new ArrayList<>();

    Settler(WorkerSettings settings, WorkerState state, Reporter reporter) {
        this.receiver = settings.receiver();
        this.random = settings.random();
        this.state = state;
        this.reporter = reporter;
        this.waiting = new ArrayBlockingQueue<>(2 * settings.concurrency() + TOKENS_MAX);
    }

    void start(String name) {
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofVirtual().name(name + "-settle-" + i).start(this::run));
        }
    }

    /** Queues an outcome; waits while too many are queued already, so that handlers slow down. */
    void settle(Delivery delivery, Outcome outcome) throws InterruptedException {
        waiting.put(new Item(delivery, outcome));
    }

    /**
     * Queues the release of an event that the stopping worker gives back; true if there is room.
     */
    boolean giveBack(Delivery delivery) {
        state.countGivenBack();
        return waiting.offer(new Item(delivery, Outcome.release(ReleaseDelay.NO_DELAY)));
    }

    /** Ends the threads; what is not settled by now comes again when its lock runs out. */
    void close() {
        threads.forEach(Thread::interrupt);
    }

    private void run() {
        List<Item> batch = new ArrayList<>(TOKENS_MAX);
        try {
            while (!state.aborted()) {
                gather(batch);
                for (Map.Entry<Outcome, List<Delivery>> group : byCall(batch).entrySet()) {
                    settleAll(group.getKey(), group.getValue());
                }
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for an outcome, and then a moment for those of other deliveries in flight. */
    private void gather(List<Item> batch) throws InterruptedException {
        batch.add(waiting.take());
        long deadline = System.nanoTime() + GATHER_NANOS;
        while (true) {
            waiting.drainTo(batch, TOKENS_MAX - batch.size());
            if (batch.size() >= Math.min(TOKENS_MAX, state.inFlightNow())) {
                return;
            }
            Item next = waiting.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            batch.add(next);
        }
    }

    /** One request per kind of outcome and delay; reasons of rejects do not travel. */
    private static Map<Outcome, List<Delivery>> byCall(List<Item> batch) {
        Map<Outcome, List<Delivery>> groups = new LinkedHashMap<>();
        for (Item item : batch) {
            groups.computeIfAbsent(item.outcome(), _ -> new ArrayList<>()).add(item.delivery());
        }
        return groups;
    }

    private void settleAll(Outcome outcome, List<Delivery> deliveries) throws InterruptedException {
        try {
            SettlementResult result = send(outcome, deliveries);
            report(outcome, deliveries, result);
        } catch (RuntimeException e) {
            deliveries.forEach(delivery -> reporter.lost(delivery, "not settled: " + e));
        } finally {
            deliveries.forEach(state::remove);
        }
    }

    private SettlementResult send(Outcome outcome, List<Delivery> deliveries)
            throws InterruptedException {
        List<String> tokens = deliveries.stream().map(Delivery::lockToken).toList();
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10), random);
        for (int attempt = 1; ; attempt++) {
            try {
                return call(outcome, tokens);
            } catch (EventGridException e) {
                if (!e.retryable() || attempt == ATTEMPTS_MAX || state.aborted()) {
                    throw e;
                }
                state.pauseWhileAlive(backoff.next(e.retryAfter().orElse(null)));
            }
        }
    }

    private SettlementResult call(Outcome outcome, List<String> tokens) {
        return switch (outcome) {
            case Outcome.Acknowledge() -> receiver.acknowledge(tokens);
            case Outcome.Release(var delay) -> receiver.release(tokens, delay);
            case Outcome.Reject(var _) -> receiver.reject(tokens);
        };
    }

    private void report(Outcome outcome, List<Delivery> deliveries, SettlementResult result) {
        Map<String, FailedLockToken> failed = new LinkedHashMap<>();
        result.failedLockTokens().forEach(token -> failed.put(token.lockToken(), token));
        for (Delivery delivery : deliveries) {
            FailedLockToken failure = failed.get(delivery.lockToken());
            if (failure == null) {
                reporter.settled(delivery, outcome);
            } else {
                reporter.lost(delivery, failure.code() + " " + failure.message());
            }
        }
    }
}

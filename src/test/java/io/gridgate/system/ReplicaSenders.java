package io.gridgate.system;

import io.gridgate.system.harness.Answer;
import io.gridgate.system.harness.Await;
import io.gridgate.system.harness.Http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Senders of single CloudEvents that know several gateways. One that gets no answer, or is told to
 * come again, sends the same event to another gateway.
 */
final class ReplicaSenders implements AutoCloseable {

    private static final Duration ACCEPTED_MAX = Duration.ofMinutes(1);

    private final Http http = Http.plain();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<URI> addresses;
    private final List<String> ids;
    private final Queue<String> waiting;
    private final Random random;
    private final Semaphore allowed = new Semaphore(0);
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicInteger duplicates = new AtomicInteger();
    private volatile Throwable failure;

    ReplicaSenders(List<URI> addresses, int events, Random random) {
        this.addresses = addresses;
        this.ids = IntStream.range(0, events).mapToObj(i -> "event-" + i).toList();
        this.waiting = new ConcurrentLinkedQueue<>(ids);
        this.random = random;
    }

    void start(int count) {
        for (int i = 0; i < count; i++) {
            threads.execute(this::work);
        }
    }

    /** Lets this many more events go. */
    void allow(int count) {
        allowed.release(count);
    }

    /** Waits until this many events are accepted. */
    void awaitDone(int count) {
        Await.until(
                count + " events are accepted",
                ACCEPTED_MAX,
                done::get,
                now -> now >= count || failure != null);
        if (failure != null) {
            throw new AssertionError("a sender failed", failure);
        }
    }

    List<String> ids() {
        return ids;
    }

    /** Returns how many requests were sent again. */
    int repeated() {
        return repeated.get();
    }

    /** Returns how many events were known already when their answer came at last. */
    int duplicates() {
        return duplicates.get();
    }

    private void work() {
        try {
            while (true) {
                allowed.acquire();
                String id = waiting.poll();
                if (id == null) {
                    return;
                }
                send(id);
                done.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError e) {
            failure = e;
        }
    }

    private void send(String id) {
        Answer answer =
                Await.until(
                        id + " is answered",
                        ACCEPTED_MAX,
                        () -> attempt(id),
                        ReplicaSenders::decided);
        String status = answer.json().findValuesAsText("status").toString();
        if (answer.status() != 202 || !status.matches("\\[(accepted|duplicate)]")) {
            throw new AssertionError(id + " was answered " + answer);
        }
        if (status.contains("duplicate")) {
            duplicates.incrementAndGet();
        }
    }

    private static boolean decided(Answer answer) {
        return answer.status() != 429 && answer.status() < 500;
    }

    private Answer attempt(String id) throws IOException {
        URI address = addresses.get(random.nextInt(addresses.size()));
        String event =
                """
                {"specversion":"1.0","id":"%s","source":"/replicas","type":"t","data":{"n":1.10}}
                """
                        .formatted(id);
        try {
            Answer answer =
                    http.post(
                            address,
                            Map.of(
                                    "Content-Type",
                                    "application/cloudevents+json",
                                    "Authorization",
                                    "Bearer " + ReplicaSite.KEY),
                            event);
            if (!decided(answer)) {
                repeated.incrementAndGet();
            }
            return answer;
        } catch (IOException e) {
            repeated.incrementAndGet();
            throw e;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.close();
    }
}

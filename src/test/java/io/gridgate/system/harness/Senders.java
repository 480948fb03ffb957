package io.gridgate.system.harness;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A few senders that work off one list of webhooks side by side. One that gets no answer, or is
 * told to come again (429 or 5xx), sends the same webhook again, as GitHub's users do.
 */
public final class Senders implements AutoCloseable {

    private static final Duration ACCEPTED_MAX = Duration.ofMinutes(2);
    private static final int ENOUGH = 1_000;

    private final Http http = Http.plain();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<GithubHook> waiting;
    private final URI address;
    private final String secret;
    private final Map<String, Integer> receipts = new TreeMap<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Semaphore allowed = new Semaphore(0);
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();

    /**
     * Makes them; after {@link #start} they send as many as {@link #allow} lets them.
     *
     * @param address where webhooks go
     * @param secret what they are signed with
     * @param hooks the webhooks, in this order
     */
    public Senders(URI address, String secret, List<GithubHook> hooks) {
        this.address = address;
        this.secret = secret;
        this.waiting = new ConcurrentLinkedQueue<>(hooks);
    }

    /**
     * Starts sending.
     *
     * @param count how many at a time
     */
    public void start(int count) {
        for (int i = 0; i < count; i++) {
            threads.execute(this::work);
        }
    }

    /**
     * Lets this many more webhooks go.
     *
     * @param count how many
     */
    public void allow(int count) {
        allowed.release(count);
    }

    /** Lets all that are left go, and the senders end after them. */
    public void allowAll() {
        allowed.release(waiting.size() + ENOUGH);
    }

    /** Returns how many webhooks were answered with success; fails if a sender has. */
    public int done() {
        Throwable problem = failure.get();
        if (problem != null) {
            throw new AssertionError("a sender failed", problem);
        }
        return done.get();
    }

    /** Returns how often a webhook had to be sent again. */
    public int repeated() {
        return repeated.get();
    }

    /** Returns how often each kind of receipt was given. */
    public Map<String, Integer> receipts() {
        synchronized (receipts) {
            return new TreeMap<>(receipts);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.close();
    }

    private void work() {
        try {
            while (true) {
                allowed.acquire();
                GithubHook hook = waiting.poll();
                if (hook == null) {
                    return;
                }
                send(hook);
                done.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError e) {
            failure.compareAndSet(null, e);
        }
    }

    private void send(GithubHook hook) {
        Answer answer =
                Await.until(
                        "webhook " + hook.event() + " is accepted",
                        ACCEPTED_MAX,
                        () -> attempt(hook),
                        seen -> seen.status() != 429 && seen.status() < 500);
        if (answer.status() != 202) {
            throw new AssertionError(hook.event() + " was answered " + answer);
        }
        synchronized (receipts) {
            for (JsonNode receipt : answer.json().findValues("status")) {
                receipts.merge(receipt.asText(), 1, Integer::sum);
            }
        }
    }

    private Answer attempt(GithubHook hook) throws IOException {
        try {
            Answer answer = http.post(address, hook.headers(secret), hook.body());
            if (answer.status() != 202) {
                repeated.incrementAndGet();
            }
            return answer;
        } catch (IOException e) {
            repeated.incrementAndGet();
            throw e;
        }
    }
}

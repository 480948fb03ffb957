package io.gridgate.handlers;

import io.gridgate.handlers.client.BrokerProperties;
import io.gridgate.handlers.client.EventGridException;
import io.gridgate.handlers.client.EventGridException.Failure;
import io.gridgate.handlers.client.EventGridReceiver;
import io.gridgate.handlers.client.FailedLockToken;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.handlers.client.ReceiveDetails;
import io.gridgate.handlers.client.ReceiveResult;
import io.gridgate.handlers.client.ReleaseDelay;
import io.gridgate.handlers.client.SettlementResult;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** An event subscription in memory; the lock token of event {@code a} is {@code token-a}. */
final class MemorySubscription implements EventGridReceiver {

    private final HandTime time;
    private final Deque<ReceiveDetails> pending = new ArrayDeque<>();
    final List<Integer> asked = new CopyOnWriteArrayList<>();
    final BlockingQueue<String> settlements = new LinkedBlockingQueue<>();
    final Deque<RuntimeException> receiveFailures = new ConcurrentLinkedDeque<>();
    final Deque<RuntimeException> settleFailures = new ConcurrentLinkedDeque<>();
    final Set<String> lostTokens = ConcurrentHashMap.newKeySet();
    volatile CountDownLatch settleGate = new CountDownLatch(0);

    MemorySubscription(HandTime time) {
        this.time = time;
    }

    static EventGridException failure(int status, Duration retryAfter) {
        return new EventGridException(
                "scripted " + status, new Failure(status, "", retryAfter, true), null);
    }

    void offer(String id, int deliveryCount) {
        offer(id, deliveryCount, "");
    }

    /** Offers an event with more members, such as {@code ,"subject":"x"}. */
    synchronized void offer(String id, int deliveryCount, String members) {
        String json =
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"s\",\"type\":\"t\"%s}"
                        .formatted(id, members);
        pending.add(
                new ReceiveDetails(
                        JsonCloudEvent.of(json.getBytes(StandardCharsets.UTF_8)),
                        new BrokerProperties("token-" + id, deliveryCount)));
        notifyAll();
    }

    void offer(String... ids) {
        for (String id : ids) {
            offer(id, 1);
        }
    }

    @Override
    public ReceiveResult receive(int maxEvents, Duration maxWaitTime) {
        asked.add(maxEvents);
        RuntimeException failure = receiveFailures.poll();
        if (failure != null) {
            throw failure;
        }
        // First the deadline: a test may turn time on as soon as it sees the alarm.
        var deadline = time.instant().plus(maxWaitTime);
        var alarm = time.after(maxWaitTime, this::wake);
        try {
            return take(maxEvents, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(0, null);
        } finally {
            alarm.cancel();
        }
    }

    private synchronized ReceiveResult take(int maxEvents, java.time.Instant deadline)
            throws InterruptedException {
        while (pending.isEmpty() && time.instant().isBefore(deadline)) {
            wait();
        }
        List<ReceiveDetails> taken = new ArrayList<>();
        while (taken.size() < maxEvents && !pending.isEmpty()) {
            taken.add(pending.poll());
        }
        return new ReceiveResult(taken);
    }

    private synchronized void wake() {
        notifyAll();
    }

    @Override
    public SettlementResult acknowledge(List<String> lockTokens) {
        return settle("acknowledge", lockTokens);
    }

    @Override
    public SettlementResult release(List<String> lockTokens, ReleaseDelay delay) {
        return settle("release " + delay, lockTokens);
    }

    @Override
    public SettlementResult reject(List<String> lockTokens) {
        return settle("reject", lockTokens);
    }

    @Override
    public SettlementResult renewLocks(List<String> lockTokens) {
        return settle("renew", lockTokens);
    }

    private SettlementResult settle(String operation, List<String> lockTokens) {
        settlements.add(operation + " " + lockTokens);
        try {
            settleGate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(0, null);
        }
        RuntimeException failure = settleFailures.poll();
        if (failure != null) {
            throw failure;
        }
        return new SettlementResult(
                lockTokens.stream().filter(token -> !lostTokens.contains(token)).toList(),
                lockTokens.stream()
                        .filter(lostTokens::contains)
                        .map(token -> new FailedLockToken(token, "TokenLost", "Token has expired."))
                        .toList());
    }

    @Override
    public void close() {}
}

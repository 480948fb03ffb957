package io.gridgate.handlers;

import io.gridgate.handlers.client.EventGridReceiver;
import io.gridgate.handlers.client.FailedLockToken;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Renews the locks of deliveries in flight. A sweep every sixth of the lock time renews, in few
 * requests, what is locked for half of it, so a lock is renewed between half and two thirds of its
 * time, and a sweep that fails leaves time for another. A lock that may be renewed no more is
 * reported as lost when its time is over.
 */
final class LockRenewal {

    private static final int TOKENS_MAX = 100;

    private final EventGridReceiver receiver;
    private final Duration lockDuration;
    private final Duration limit;
    private final WorkerTime time;
    private final WorkerState state;
    private final Reporter reporter;
    private volatile boolean closed;

    LockRenewal(WorkerSettings settings, WorkerState state, Reporter reporter) {
        this.receiver = settings.receiver();
        this.lockDuration = settings.lockDuration();
        this.limit = settings.renewalLimit();
        this.time = settings.time();
        this.state = state;
        this.reporter = reporter;
    }

    void start() {
        if (!closed) {
            time.after(lockDuration.dividedBy(6), this::sweep);
        }
    }

    void close() {
        closed = true;
    }

    private void sweep() {
        try {
            List<Delivery> due = due(time.instant());
            for (int from = 0; from < due.size(); from += TOKENS_MAX) {
                renew(due.subList(from, Math.min(from + TOKENS_MAX, due.size())));
            }
        } catch (RuntimeException e) {
            reporter.renewalFailed(e);
        } finally {
            start();
        }
    }

    private List<Delivery> due(Instant now) {
        Duration half = lockDuration.dividedBy(2);
        List<Delivery> due = new ArrayList<>();
        for (Delivery delivery : state.inFlight()) {
            if (delivery.lockLost()
                    || Duration.between(delivery.lockedAt(), now).compareTo(half) < 0) {
                continue;
            }
            if (Duration.between(delivery.receivedAt(), now).compareTo(limit) < 0) {
                due.add(delivery);
            } else if (delivery.endRenewal()) {
                reporter.renewalEnded(delivery);
            } else if (Duration.between(delivery.lockedAt(), now).compareTo(lockDuration) >= 0) {
                reporter.lost(
                        delivery, "handled for longer than its lock can be renewed, " + limit);
            }
        }
        return due;
    }

    private void renew(List<Delivery> deliveries) {
        Instant asked = time.instant();
        Map<String, FailedLockToken> failed = new HashMap<>();
        receiver.renewLocks(deliveries.stream().map(Delivery::lockToken).toList())
                .failedLockTokens()
                .forEach(token -> failed.put(token.lockToken(), token));
        for (Delivery delivery : deliveries) {
            FailedLockToken failure = failed.get(delivery.lockToken());
            if (failure == null) {
                delivery.locked(asked);
            } else if (!delivery.isClaimed()) {
                // One that is being settled has its answer from there.
                reporter.lost(delivery, failure.code() + " " + failure.message());
            }
        }
    }
}

package io.gridgate.accept.quarantine;

import io.gridgate.accept.Source;
import io.gridgate.log.Delivery;
import io.gridgate.log.EventLog;
import io.gridgate.log.LockToken;
import io.gridgate.log.SettleResult;
import io.gridgate.log.Settlement;
import io.gridgate.log.SubscriptionName;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The quarantine of one source, looked through as a log can be: by leasing events and giving back
 * those that are not wanted, which does not count as a delivery. One caller of this process after
 * the other; another replica may hold events for a moment. A process that dies holds them until it
 * starts again, or on a shared store for {@link #LOCK}.
 */
final class Shelf {

    /** How long an event is held for whoever looks at it. */
    static final Duration LOCK = Duration.ofMinutes(1);

    /** Most events that are looked through. */
    static final int EVENTS_MAX = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
    private static final int LEASE_EVENTS = 500;

    private final EventLog log;
    private final Source source;
    private final ReentrantLock one = new ReentrantLock();

    Shelf(EventLog log, Source source) {
        this.log = log;
        this.source = source;
    }

    Source source() {
        return source;
    }

    SubscriptionName subscription() {
        return QuarantineTopic.subscription(source.id());
    }

    /** Returns the first events after a sequence, without holding them. */
    List<Delivery> list(long after, int max) throws InterruptedException {
        TreeMap<Long, Delivery> page = new TreeMap<>();
        lookThrough(delivery -> {
            if (delivery.event().sequence() > after) {
                page.put(delivery.event().sequence(), delivery);
                if (page.size() > max) {
                    page.pollLastEntry();
                }
            }
            return false;
        });
        return List.copyOf(page.values());
    }

    /** Returns an event, held for the caller; empty where it is not here. */
    Optional<Delivery> take(long sequence) throws InterruptedException {
        return lookThrough(delivery -> delivery.event().sequence() == sequence);
    }

    SettleResult settle(Delivery delivery, Settlement settlement) throws InterruptedException {
        return log.settle(subscription(), List.of(delivery.token()), settlement).getFirst();
    }

    void giveBack(List<LockToken> tokens) throws InterruptedException {
        for (int from = 0; from < tokens.size(); from += EventLog.BATCH_MAX) {
            int to = Math.min(tokens.size(), from + EventLog.BATCH_MAX);
            log.settle(subscription(), tokens.subList(from, to), new Settlement.GiveBack());
        }
    }

    /** Leases all events one after the other, until one is wanted; gives the others back. */
    private Optional<Delivery> lookThrough(Wanted wanted) throws InterruptedException {
        one.lockInterruptibly();
        List<LockToken> others = new ArrayList<>();
        try {
            while (others.size() < EVENTS_MAX) {
                List<Delivery> some = log.lease(subscription(), LEASE_EVENTS, Duration.ZERO, LOCK);
                if (some.isEmpty()) {
                    return Optional.empty();
                }
                Optional<Delivery> found = some.stream().filter(wanted::is).findFirst();
                some.stream()
                        .filter(it -> found.isEmpty() || !it.token().equals(found.get().token()))
                        .forEach(it -> others.add(it.token()));
                if (found.isPresent()) {
                    return found;
                }
            }
            LOG.warn("more than {} events of {} are in quarantine", EVENTS_MAX, source.id());
            return Optional.empty();
        } finally {
            try {
                giveBack(others);
            } finally {
                one.unlock();
            }
        }
    }

    /** Tells whether an event is the one that is looked for. */
    private interface Wanted {
        boolean is(Delivery delivery);
    }
}

package io.gridgate.log.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.log.DeadLetterReason;
import io.gridgate.log.LockToken;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a queue must do, told in the simplest way: one object per event. Fails the test as soon as
 * the queue does something else.
 */
final class QueueModel {

    /** One event that the subscription wanted. */
    static final class Entry {
        final long sequence;
        final long acceptedAt;
        int count;
        long delayedUntil;
        LockToken token;
        long lockedUntil;
        long leasedAt;

        Entry(long sequence, long acceptedAt) {
            this.sequence = sequence;
            this.acceptedAt = acceptedAt;
        }

        boolean isLeased() {
            return token != null;
        }

        @Override
        public String toString() {
            return "%d count %d delayed until %d locked until %d"
                    .formatted(sequence, count, delayedUntil, isLeased() ? lockedUntil : 0);
        }
    }

    final TreeMap<Long, Entry> pending = new TreeMap<>();
    private final Set<Entry> busy = new HashSet<>();
    final Map<Long, Integer> lastCounts = new HashMap<>();
    QueueRules rules;
    long matched;
    long acknowledged;
    long deadLettered;

    QueueModel(QueueRules rules) {
        this.rules = rules;
    }

    /** Not AssertJ, which is too slow for the number of checks. */
    private static void check(boolean holds, String what, Object about) {
        if (!holds) {
            throw new AssertionError(what + ": " + about);
        }
    }

    void appended(long sequence, long now) {
        pending.put(sequence, new Entry(sequence, now));
        matched++;
    }

    /** The queue handed an event out and wrote so. */
    void granted(Grant grant, long now, long lockMillis) {
        Entry entry = pending.get(grant.token().sequence());
        check(entry != null, "grant of an event that is not pending", grant);
        check(!entry.isLeased(), "grant of a leased event", grant);
        check(entry.delayedUntil <= now, "grant before its delay ended", grant);
        check(entry.acceptedAt + rules.lifeMillis() > now, "grant after its life", grant);
        check(grant.deliveryCount() == entry.count + 1, "delivery count", grant);
        check(grant.deliveryCount() <= rules.maxDeliveryCount(), "delivery limit", grant);
        check(
                grant.deliveryCount() > lastCounts.getOrDefault(entry.sequence, 0),
                "delivery count fell",
                grant);
        check(grant.lockedUntilMillis() == now + lockMillis, "end of the lock", grant);
        entry.count++;
        entry.token = grant.token();
        entry.lockedUntil = grant.lockedUntilMillis();
        entry.leasedAt = now;
        entry.delayedUntil = 0;
        busy.add(entry);
        lastCounts.put(entry.sequence, entry.count);
    }

    /** Tells whether the token holds a delivery. */
    boolean holds(LockToken token, long now) {
        Entry entry = pending.get(token.sequence());
        return entry != null && token.equals(entry.token) && entry.lockedUntil > now;
    }

    void acknowledged(long sequence) {
        check(pending.remove(sequence) != null, "acknowledged twice", sequence);
        lastCounts.remove(sequence);
        acknowledged++;
    }

    /** The queue gave an event up and wrote so; what it says must be true. */
    void gaveUp(GivenUp letter, long now) {
        Entry entry = pending.remove(letter.sequence());
        check(entry != null, "dead letter of what is not pending", letter);
        check(letter.deliveryCount() == entry.count, "delivery count", letter);
        if (letter.reason() == DeadLetterReason.MAX_DELIVERY_COUNT_EXCEEDED) {
            check(entry.count >= rules.maxDeliveryCount(), "limit not reached", letter);
        } else if (letter.reason() != DeadLetterReason.REJECTED) {
            check(letter.reason() == rules.lifeEnds(), "reason", letter);
            check(entry.acceptedAt + rules.lifeMillis() <= now, "life not over", letter);
        }
        lastCounts.remove(letter.sequence());
        deadLettered++;
    }

    /** The lease of an event ended without success; it waits until the given time. */
    void released(Entry entry, long delayedUntil) {
        entry.token = null;
        entry.delayedUntil = delayedUntil;
    }

    /** Locks and delays that are over end. */
    void advanced(long now) {
        for (Entry entry : busy) {
            if (entry.isLeased() && entry.lockedUntil <= now) {
                entry.token = null;
            }
            if (entry.delayedUntil <= now) {
                entry.delayedUntil = 0;
            }
        }
        busy.removeIf(entry -> !isBusy(entry));
    }

    private boolean isBusy(Entry entry) {
        return (entry.isLeased() || entry.delayedUntil > 0) && pending.containsKey(entry.sequence);
    }

    /** All locks are lost, nothing else. */
    void crashed() {
        busy.forEach(entry -> entry.token = null);
    }

    /** Where the queue has nothing to do, no life may be over but those under a lock. */
    void assertNothingOverdue(long now) {
        for (Entry entry : pending.values()) {
            if (!entry.isLeased()) {
                check(entry.acceptedAt + rules.lifeMillis() > now, "life is over", entry);
                return;
            }
        }
    }

    /** Returns how many pending events were delivered at least once. */
    long deliveredCount() {
        return lastCounts.size();
    }

    void assertSame(Books books) {
        assertThat(books.matchedCount()).as("matched").isEqualTo(matched);
        assertThat(books.acknowledgedCount()).as("acknowledged").isEqualTo(acknowledged);
        assertThat(books.deadLetteredCount()).as("dead-lettered").isEqualTo(deadLettered);
        assertThat(books.pendingCount()).as("pending").isEqualTo(pending.size());
        assertThat(books.leasedCount())
                .as("leased")
                .isEqualTo(busy.stream().filter(e -> e.isLeased() && isBusy(e)).count());
    }
}

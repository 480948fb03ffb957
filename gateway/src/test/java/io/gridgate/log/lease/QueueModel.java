package io.gridgate.log.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.log.DeadLetterReason;
import io.gridgate.log.LockToken;

import java.util.HashMap;
import java.util.Map;
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
    final Map<Long, Integer> lastCounts = new HashMap<>();
    QueueRules rules;
    long matched;
    long acknowledged;
    long deadLettered;

    QueueModel(QueueRules rules) {
        this.rules = rules;
    }

    void appended(long sequence, long now) {
        pending.put(sequence, new Entry(sequence, now));
        matched++;
    }

    /** The queue handed an event out and wrote so. */
    void granted(Grant grant, long now, long lockMillis) {
        Entry entry = pending.get(grant.token().sequence());
        assertThat(entry).as("grant of an event that is not pending: %s", grant).isNotNull();
        assertThat(entry.isLeased()).as("grant of a leased event: %s", grant).isFalse();
        assertThat(entry.delayedUntil).as("grant before its delay ended").isLessThanOrEqualTo(now);
        assertThat(entry.acceptedAt + rules.lifeMillis())
                .as("grant after its life")
                .isGreaterThan(now);
        assertThat(grant.deliveryCount())
                .as("delivery count of %s", grant)
                .isEqualTo(entry.count + 1)
                .isGreaterThan(lastCounts.getOrDefault(entry.sequence, 0))
                .isLessThanOrEqualTo(rules.maxDeliveryCount());
        assertThat(grant.lockedUntilMillis()).isEqualTo(now + lockMillis);
        entry.count++;
        entry.token = grant.token();
        entry.lockedUntil = grant.lockedUntilMillis();
        entry.leasedAt = now;
        entry.delayedUntil = 0;
        lastCounts.put(entry.sequence, entry.count);
    }

    /** Tells whether the token holds a delivery. */
    boolean holds(LockToken token, long now) {
        Entry entry = pending.get(token.sequence());
        return entry != null && token.equals(entry.token) && entry.lockedUntil > now;
    }

    void acknowledged(long sequence) {
        assertThat(pending.remove(sequence)).as("acknowledged twice: %d", sequence).isNotNull();
        acknowledged++;
    }

    /** The queue gave an event up and wrote so; what it says must be true. */
    void gaveUp(GivenUp letter, long now) {
        Entry entry = pending.remove(letter.sequence());
        assertThat(entry).as("dead letter of what is not pending: %s", letter).isNotNull();
        assertThat(letter.deliveryCount()).isEqualTo(entry.count);
        if (letter.reason() == DeadLetterReason.MAX_DELIVERY_COUNT_EXCEEDED) {
            assertThat(entry.count).isGreaterThanOrEqualTo(rules.maxDeliveryCount());
        } else if (letter.reason() != DeadLetterReason.REJECTED) {
            assertThat(letter.reason()).isEqualTo(rules.lifeEnds());
            assertThat(entry.acceptedAt + rules.lifeMillis()).isLessThanOrEqualTo(now);
        }
        deadLettered++;
    }

    /** Locks and delays that are over end. */
    void advanced(long now) {
        for (Entry entry : pending.values()) {
            if (entry.isLeased() && entry.lockedUntil <= now) {
                entry.token = null;
            }
            if (entry.delayedUntil <= now) {
                entry.delayedUntil = 0;
            }
        }
    }

    /** All locks are lost, nothing else. */
    void crashed() {
        pending.values().forEach(entry -> entry.token = null);
    }

    long readyCount() {
        return pending.values().stream().filter(e -> !e.isLeased() && e.delayedUntil == 0).count();
    }

    void assertSame(Books books) {
        assertThat(books.matchedCount()).as("matched").isEqualTo(matched);
        assertThat(books.acknowledgedCount()).as("acknowledged").isEqualTo(acknowledged);
        assertThat(books.deadLetteredCount()).as("dead-lettered").isEqualTo(deadLettered);
        assertThat(books.pendingCount()).as("pending").isEqualTo(pending.size());
        assertThat(books.leasedCount())
                .as("leased")
                .isEqualTo(pending.values().stream().filter(Entry::isLeased).count());
    }
}

package io.gridgate.log.embedded;

import io.gridgate.log.Subscription;
import io.gridgate.log.lease.ChunkCodec;
import io.gridgate.log.lease.GivenUp;
import io.gridgate.log.lease.Grant;
import io.gridgate.log.lease.PendingChunk;
import io.gridgate.log.lease.QueueChanges;
import io.gridgate.log.lease.QueueRules;
import io.gridgate.log.lease.SubscriptionQueue;
import io.gridgate.log.segment.Kind;
import io.gridgate.log.segment.Round;
import io.gridgate.log.segment.SegmentStore;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** A subscription as the committer keeps it. Used by the committer thread only. */
final class SubscriptionState {

    private static final int WAITERS_BEFORE_PURGE = 64;

    private final int id;
    private final TopicState topic;
    private final SubscriptionQueue queue;
    private final QueueChanges changes = new QueueChanges();
    private final ArrayDeque<LeaseCommand> waiters = new ArrayDeque<>();
    private final byte[] scratch = new byte[ChunkCodec.ENCODED_BYTES_MAX];
    private final Cohorts cohorts;
    private Subscription settings;
    private int purgeAt = WAITERS_BEFORE_PURGE;
    private boolean touched;

    SubscriptionState(int id, TopicState topic, Subscription settings, SubscriptionQueue queue) {
        this.id = id;
        this.topic = topic;
        this.settings = settings;
        this.queue = queue;
        this.cohorts = new Cohorts(id);
    }

    int id() {
        return id;
    }

    TopicState topic() {
        return topic;
    }

    Subscription settings() {
        return settings;
    }

    SubscriptionQueue queue() {
        return queue;
    }

    Cohorts cohorts() {
        return cohorts;
    }

    /** Adds a new event. */
    void append(long sequence, long now, SegmentStore store) {
        queue.append(sequence, now, changes);
        cohorts.at(now, store).countTaken();
    }

    QueueChanges changes() {
        return changes;
    }

    /** Takes note that the round changes this; true the first time. */
    boolean touch() {
        boolean first = !touched;
        touched = true;
        return first;
    }

    /** Takes note that what the round changed is stored. */
    void written() {
        queue.written(changes);
        touched = false;
    }

    void settings(Subscription changed) {
        settings = changed;
        rulesChanged();
    }

    void rulesChanged() {
        queue.rules(QueueRules.of(topic.settings(), settings));
    }

    void enqueue(LeaseCommand waiter) {
        waiters.add(waiter);
        if (waiters.size() >= purgeAt) {
            waiters.removeIf(Command::isCancelled);
            purgeAt = Math.max(WAITERS_BEFORE_PURGE, waiters.size() * 2);
        }
    }

    boolean hasWaiters() {
        return !waiters.isEmpty();
    }

    /** Hands events out to those who wait, first come first served. */
    void serve(long now, Consumer<Command<?>> decided) {
        for (Iterator<LeaseCommand> each = waiters.iterator(); each.hasNext(); ) {
            LeaseCommand waiter = each.next();
            boolean ready = queue.hasReady();
            if (!ready && waiter.waits()) {
                if (!waiter.isCancelled()) {
                    continue;
                }
                each.remove();
                continue;
            }
            if (!waiter.take()) {
                each.remove();
                continue;
            }
            List<Grant> grants =
                    ready
                            ? queue.lease(waiter.max(), waiter.lockMillis(), now, changes)
                            : List.of();
            if (grants.isEmpty() && waiter.waits()) {
                waiter.putBack();
                continue;
            }
            waiter.decide(grants);
            decided.accept(waiter);
            each.remove();
        }
    }

    /** Gives all who wait an empty answer. */
    void dismissWaiters(Consumer<LeaseCommand> dismissal) {
        waiters.stream().filter(Command::take).forEach(dismissal);
        waiters.clear();
    }

    /** Adds what changed to the round. */
    void collect(SegmentStore store, Round round, long now) {
        for (PendingChunk chunk : changes.chunks()) {
            if (chunk.isEmpty()) {
                round.remove(Kind.CHUNKS, id, chunk.id());
            } else {
                ByteBuffer encoded = ByteBuffer.wrap(scratch);
                ChunkCodec.encode(chunk, encoded);
                round.put(Kind.CHUNKS, id, chunk.id(), scratch, encoded.position());
            }
        }
        for (GivenUp letter : changes.deadLetters()) {
            ByteBuffer event = topic.storedEvent(store, letter.sequence());
            byte[] record = DeadLetterRecord.encode(letter, now, event);
            round.put(Kind.DEAD, id, letter.sequence(), record);
            Cohort cohort = cohorts.at(letter.acceptedAt(), store);
            switch (letter.reason()) {
                case REJECTED, MAX_DELIVERY_COUNT_EXCEEDED -> cohort.countDeadLettered();
                case TIME_TO_LIVE_EXCEEDED, RETENTION_EXCEEDED -> cohort.countExpired();
            }
        }
        for (int i = 0; i < changes.settledCount(); i++) {
            topic.live().release(changes.settled(i));
            cohorts.at(changes.settledAcceptedAt(i), store).countSettled();
        }
        cohorts.collect(round);
        round.put(Kind.META, Keys.BOOKS, id, BooksRecord.encode(queue.books()));
    }
}

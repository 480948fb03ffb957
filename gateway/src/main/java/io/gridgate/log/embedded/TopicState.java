package io.gridgate.log.embedded;

import io.gridgate.log.AppendResult;
import io.gridgate.log.Subscription;
import io.gridgate.log.Topic;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A topic as the committer keeps it. Used by the committer thread only. */
final class TopicState {

    private static final Logger LOG = LoggerFactory.getLogger(TopicState.class);

    private static final int HASH_BYTES = 16;

    private final int id;
    private final List<SubscriptionState> subscriptions = new ArrayList<>();
    private final LiveEvents live = new LiveEvents();
    private TopicView view;
    private long nextSequence;
    private long acceptedLast;
    private long dedupSwept;
    private long firstKept;
    private byte[] kept = new byte[HASH_BYTES * 64];
    private int keptBytes;

    TopicState(int id, Topic settings, long nextSequence, long acceptedLast, long dedupSwept) {
        this.id = id;
        this.view = TopicView.of(id, settings, List.of());
        this.nextSequence = nextSequence;
        this.acceptedLast = acceptedLast;
        this.dedupSwept = dedupSwept;
    }

    int id() {
        return id;
    }

    Topic settings() {
        return view.topic();
    }

    TopicView view() {
        return view;
    }

    LiveEvents live() {
        return live;
    }

    long nextSequence() {
        return nextSequence;
    }

    List<SubscriptionState> subscriptions() {
        return subscriptions;
    }

    void settings(Topic changed) {
        view = TopicView.of(id, changed, view.subscriptions());
        subscriptions.forEach(SubscriptionState::rulesChanged);
    }

    void add(SubscriptionState subscription) {
        subscriptions.add(subscription);
        subscriptionChanged();
    }

    void subscriptionChanged() {
        List<Subscription> settings =
                subscriptions.stream().map(SubscriptionState::settings).toList();
        view = TopicView.of(id, view.topic(), settings);
    }

    /** Returns the time up to which the dedup records were swept. */
    long dedupSwept() {
        return dedupSwept;
    }

    void dedupSwept(long time) {
        dedupSwept = time;
    }

    /** Decides one event of an append. */
    AppendResult append(AppendCommand command, int index, LogState log) {
        long now = log.now();
        DedupKey key = command.key(index);
        AppendResult repeat =
                key == null
                        ? null
                        : repeated(log.dedup().find(key), command.contentHash(index), now);
        if (repeat != null) {
            return repeat;
        }
        long sequence = nextSequence++;
        acceptedLast = now;
        int[] wanting = command.wanting(index);
        if (wanting.length > 0) {
            byte[] record = command.record(index);
            EventRecord.accepted(record, now);
            log.batch().put(Family.EVENTS, Keys.of(id, sequence), record);
            live.add(sequence, wanting.length);
        }
        for (int wanted : wanting) {
            SubscriptionState subscription = subscriptions.get(wanted);
            subscription.queue().append(sequence, now, subscription.changes());
            log.touch(subscription);
        }
        if (key != null) {
            int[] numbers = Arrays.stream(wanting).map(i -> subscriptions.get(i).id()).toArray();
            byte[] hash = command.contentHash(index);
            DedupRecord record = new DedupRecord(hash, sequence, now, numbers);
            log.dedup().remember(key, record, log.batch());
            keep(key, sequence);
        }
        return new AppendResult.Appended(sequence, Instant.ofEpochMilli(now));
    }

    private @Nullable AppendResult repeated(
            @Nullable DedupRecord first, byte[] contentHash, long now) {
        if (first == null || isOver(first.acceptedAt(), now)) {
            return null;
        }
        Instant acceptedAt = Instant.ofEpochMilli(first.acceptedAt());
        if (MessageDigest.isEqual(first.contentHash(), contentHash)) {
            return new AppendResult.Duplicate(first.sequence(), acceptedAt);
        }
        HexFormat hex = HexFormat.of();
        return new AppendResult.Conflict(
                first.sequence(),
                acceptedAt,
                hex.formatHex(first.contentHash()),
                hex.formatHex(contentHash));
    }

    /** Tells whether an acceptance no longer counts for dedup. */
    boolean isOver(long acceptedAt, long now) {
        return overAt(acceptedAt) <= now;
    }

    /** Returns when an acceptance no longer counts for dedup. */
    long overAt(long acceptedAt) {
        return acceptedAt + settings().dedupWindow().toMillis();
    }

    /** Returns the time of an acceptance that no longer counts from the given time on. */
    long acceptedToBeOverAt(long time) {
        return time - settings().dedupWindow().toMillis();
    }

    private void keep(DedupKey key, long sequence) {
        if (keptBytes == 0) {
            firstKept = sequence;
        }
        if (keptBytes == kept.length) {
            kept = Arrays.copyOf(kept, keptBytes * 2);
        }
        ByteBuffer.wrap(kept).putLong(keptBytes, key.high()).putLong(keptBytes + 8, key.low());
        keptBytes += HASH_BYTES;
    }

    /** Returns the stored form of an event, or of a stand-in that says so where it is missing. */
    byte[] storedEvent(Store store, long sequence) {
        byte[] event = store.get(Family.EVENTS, Keys.of(id, sequence));
        if (event != null) {
            return event;
        }
        LOG.error("event {} of topic {} is missing in the store", sequence, settings().name());
        return EventRecord.missing(settings().name(), sequence);
    }

    /** Adds what changed to the batch. */
    void collect(Batch batch) {
        if (keptBytes > 0) {
            byte[] key = Keys.dedupOrder(id, acceptedLast, firstKept);
            batch.put(Family.DEDUP_ORDER, key, kept, keptBytes);
            keptBytes = 0;
        }
        batch.put(Family.META, Keys.meta(Keys.TOPIC_STATE, id), state());
    }

    private byte[] state() {
        return ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(nextSequence)
                .putLong(acceptedLast)
                .putLong(dedupSwept)
                .array();
    }
}

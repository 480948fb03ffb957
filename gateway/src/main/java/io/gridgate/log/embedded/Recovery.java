package io.gridgate.log.embedded;

import io.gridgate.log.Subscription;
import io.gridgate.log.index.KeyTable;
import io.gridgate.log.lease.Books;
import io.gridgate.log.lease.PendingChunk;
import io.gridgate.log.lease.QueueRules;
import io.gridgate.log.lease.SubscriptionQueue;
import io.gridgate.log.segment.Kind;
import io.gridgate.log.segment.SegmentStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Builds the state of the log from the store: after a start, a crash, or a failed write. */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final SegmentStore store;
    private final LongSupplier nonces;
    private final Map<Integer, TopicState> topics = new HashMap<>();

    private Recovery(SegmentStore store, LongSupplier nonces) {
        this.store = store;
        this.nonces = nonces;
    }

    /**
     * Reads settings, counts and which events are pending; not the events themselves.
     *
     * @param index the file of the dedup index
     */
    static LogState load(
            SegmentStore store,
            Path index,
            EmbeddedLogOptions options,
            LongSupplier nonces,
            InstantSource clock) {
        return new Recovery(store, nonces).load(index, options, clock);
    }

    /** Returns a number that other sequences of the same topics will hardly have. */
    static long position(Collection<TopicState> topics) {
        long[] position = {0};
        topics.stream()
                .sorted(Comparator.comparingInt(TopicState::id))
                .forEach(topic -> {
                    for (long part :
                            new long[] {topic.id(), topic.nextSequence(), topic.dedupSwept()}) {
                        long mixed = (position[0] ^ part) * 0x9E37_79B9_7F4A_7C15L;
                        position[0] = mixed ^ mixed >>> 32;
                    }
                });
        return position[0];
    }

    private LogState load(Path index, EmbeddedLogOptions options, InstantSource clock) {
        long[] latest = {clock.millis()};
        store.settings(Keys.TOPIC)
                .forEach((id, value) -> {
                    TopicState topic = topic(id.intValue(), value);
                    latest[0] = Math.max(latest[0], topic.acceptedLast());
                    topics.put(topic.id(), topic);
                });
        List<SubscriptionState> subscriptions = new ArrayList<>();
        store.settings(Keys.SUBSCRIPTION)
                .forEach((id, value) -> subscriptions.add(subscription(id.intValue(), value)));
        topics.values().forEach(this::retain);
        KeyTable keys = DedupIndex.open(index, store, topics.values(), position(topics.values()));
        try {
            LogState state = new LogState(store, new Dedup(store, keys), options, latest[0]);
            topics.values().forEach(state::add);
            subscriptions.forEach(state::add);
            return state;
        } catch (Throwable e) {
            keys.close();
            throw e;
        }
    }

    private TopicState topic(int id, byte[] value) {
        byte[] state = store.settings(Keys.TOPIC_STATE).get((long) id);
        TopicCounters counters = state == null ? TopicCounters.NEW : TopicCounters.decode(state);
        return new TopicState(id, Settings.topic(value), counters);
    }

    /** Says which events and dedup records are wanted; that is not stored, it follows. */
    private void retain(TopicState topic) {
        LiveEvents live = topic.live();
        store.retain(Kind.EVENTS, topic.id(), first -> live.isLive(LiveEvents.block(first)));
        store.retain(
                Kind.DEDUP,
                topic.id(),
                first -> first >= topic.dedupSwept() || live.isLive(LiveEvents.block(first)));
    }

    private SubscriptionState subscription(int id, byte[] value) {
        Settings.StoredSubscription settled = Settings.subscription(value);
        TopicState topic = topics.get(settled.topic());
        if (topic == null) {
            throw new IllegalStateException("subscription " + id + " has no topic");
        }
        long[] pending = new long[1];
        long[] lowest = {Long.MAX_VALUE};
        store.chunks(
                id,
                0,
                Long.MAX_VALUE,
                stored -> {
                    PendingChunk chunk = StoredChunks.decode(stored);
                    chunk.forEachPending(sequence -> topic.live().add(sequence, 1));
                    pending[0] += chunk.pendingCount();
                    lowest[0] = Math.min(lowest[0], chunk.id());
                    return true;
                });
        byte[] counts = store.settings(Keys.BOOKS).get((long) id);
        Books books = counts == null ? new Books() : BooksRecord.decode(counts, pending[0]);
        if (!books.balance()) {
            LOG.error("the books of subscription {} do not balance: {}", settled.name(), books);
        }
        Subscription settings = settled.in(topic.settings().name());
        return state(id, topic, settings, store, nonces, lowest[0], books);
    }

    static SubscriptionState empty(
            int id,
            TopicState topic,
            Subscription settings,
            SegmentStore store,
            LongSupplier nonces) {
        return state(id, topic, settings, store, nonces, 0, new Books());
    }

    private static SubscriptionState state(
            int id,
            TopicState topic,
            Subscription settings,
            SegmentStore store,
            LongSupplier nonces,
            long lowest,
            Books books) {
        QueueRules rules = QueueRules.of(topic.settings(), settings);
        SubscriptionQueue queue =
                new SubscriptionQueue(new StoredChunks(store, id), lowest, nonces, rules, books);
        return new SubscriptionState(id, topic, settings, queue);
    }
}

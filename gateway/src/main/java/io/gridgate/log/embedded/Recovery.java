package io.gridgate.log.embedded;

import io.gridgate.log.Subscription;
import io.gridgate.log.index.KeyTable;
import io.gridgate.log.lease.Books;
import io.gridgate.log.lease.PendingChunk;
import io.gridgate.log.lease.QueueRules;
import io.gridgate.log.lease.SubscriptionQueue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Builds the state of the log from the store: after a start, a crash, or a failed write. */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Store store;
    private final LongSupplier nonces;
    private final Map<Integer, TopicState> topics = new HashMap<>();

    private Recovery(Store store, LongSupplier nonces) {
        this.store = store;
        this.nonces = nonces;
    }

    /**
     * Reads settings, counts and which events are pending; not the events themselves.
     *
     * @param index the file of the dedup index
     */
    static LogState load(
            Store store,
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
        each(
                Keys.TOPIC,
                (id, value) -> {
                    byte[] state = store.get(Family.META, Keys.meta(Keys.TOPIC_STATE, id));
                    ByteBuffer numbers =
                            ByteBuffer.wrap(state == null ? new byte[3 * Long.BYTES] : state);
                    long next = numbers.getLong();
                    long accepted = numbers.getLong();
                    latest[0] = Math.max(latest[0], accepted);
                    long swept = numbers.getLong();
                    topics.put(
                            id, new TopicState(id, Settings.topic(value), next, accepted, swept));
                });
        KeyTable keys = DedupIndex.open(index, store, position(topics.values()));
        try {
            return load(new Dedup(store, keys), options, latest[0]);
        } catch (Throwable e) {
            keys.close();
            throw e;
        }
    }

    private LogState load(Dedup dedup, EmbeddedLogOptions options, long now) {
        LogState state = new LogState(store, dedup, options, now);
        topics.values().forEach(state::add);
        each(Keys.SUBSCRIPTION, (id, value) -> state.add(subscription(id, value)));
        topics.values().forEach(this::findOrphans);
        return state;
    }

    /** Finds stored events that a crash kept from being removed. */
    private void findOrphans(TopicState topic) {
        long[] block = {0};
        boolean[] found = {true};
        while (found[0]) {
            found[0] = false;
            store.scan(
                    Family.EVENTS,
                    Keys.of(topic.id(), block[0] << LiveEvents.BLOCK_BITS),
                    Keys.of(topic.id(), Long.MAX_VALUE),
                    (key, _) -> {
                        block[0] = LiveEvents.block(Keys.number(key));
                        found[0] = true;
                        return false;
                    });
            if (found[0] && !topic.live().isLive(block[0])) {
                topic.live().orphan(block[0]);
            }
            block[0]++;
        }
    }

    private interface Visitor {
        void visit(int id, byte[] value);
    }

    private void each(byte kind, Visitor visitor) {
        Map<Integer, byte[]> found = new TreeMap<>();
        store.scan(
                Family.META,
                new byte[] {kind},
                new byte[] {(byte) (kind + 1)},
                (key, value) -> {
                    found.put(Keys.metaId(key), value);
                    return true;
                });
        found.forEach(visitor::visit);
    }

    private SubscriptionState subscription(int id, byte[] value) {
        Settings.StoredSubscription stored = Settings.subscription(value);
        TopicState topic = topics.get(stored.topic());
        if (topic == null) {
            throw new IllegalStateException("subscription " + id + " has no topic");
        }
        long[] pending = new long[1];
        long[] lowest = {Long.MAX_VALUE};
        store.scan(
                Family.PENDING,
                Keys.of(id, 0),
                Keys.of(id, Long.MAX_VALUE),
                (key, chunkBytes) -> {
                    PendingChunk chunk = StoredChunks.decode(key, chunkBytes);
                    chunk.forEachPending(sequence -> topic.live().add(sequence, 1));
                    pending[0] += chunk.pendingCount();
                    lowest[0] = Math.min(lowest[0], chunk.id());
                    return true;
                });
        byte[] counts = store.get(Family.META, Keys.meta(Keys.BOOKS, id));
        Books books = counts == null ? new Books() : BooksRecord.decode(counts, pending[0]);
        if (!books.balance()) {
            LOG.error("the books of subscription {} do not balance: {}", stored.name(), books);
        }
        Subscription settings = stored.in(topic.settings().name());
        return state(id, topic, settings, store, nonces, lowest[0], books);
    }

    static SubscriptionState empty(
            int id, TopicState topic, Subscription settings, Store store, LongSupplier nonces) {
        return state(id, topic, settings, store, nonces, 0, new Books());
    }

    private static SubscriptionState state(
            int id,
            TopicState topic,
            Subscription settings,
            Store store,
            LongSupplier nonces,
            long lowest,
            Books books) {
        QueueRules rules = QueueRules.of(topic.settings(), settings);
        SubscriptionQueue queue =
                new SubscriptionQueue(new StoredChunks(store, id), lowest, nonces, rules, books);
        return new SubscriptionState(id, topic, settings, queue);
    }
}

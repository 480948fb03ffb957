package io.gridgate.log.embedded;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.gridgate.log.LogException;
import io.gridgate.log.index.KeyTable;
import io.gridgate.log.segment.Entry;
import io.gridgate.log.segment.Kind;
import io.gridgate.log.segment.SegmentStore;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which events were accepted before. The index tells the sequence of a key's last acceptance, and
 * the store has the record, or the round that is not written yet; records that were asked for are
 * kept a while.
 *
 * <p>A key goes into the index as soon as its event is accepted, while its page is at hand. If the
 * round is not written then, the log is opened anew, and the index made anew from the store.
 *
 * <p>Used by the committer thread only.
 */
final class Dedup {

    private static final Logger LOG = LoggerFactory.getLogger(Dedup.class);

    private static final int ASKED_MAX = 20_000;

    private record Accepted(DedupKey key, DedupRecord record) {}

    private record Forgotten(DedupKey key, long sequence) {}

    private final SegmentStore store;
    private final KeyTable index;
    private final List<Accepted> round = new ArrayList<>();
    private @Nullable Map<DedupKey, DedupRecord> roundByKey;
    private final List<Forgotten> forgotten = new ArrayList<>();
    private final Cache<DedupKey, DedupRecord> asked =
            Caffeine.newBuilder().maximumSize(ASKED_MAX).executor(Runnable::run).build();
    private @Nullable DedupBlock lastRead;

    Dedup(SegmentStore store, KeyTable index) {
        this.store = store;
        this.index = index;
    }

    /** Returns the last acceptance of a key, however long ago, or null where there is none. */
    @Nullable DedupRecord find(DedupKey key) {
        long sequence = sequence(key);
        if (sequence == KeyTable.ABSENT) {
            return null;
        }
        DedupRecord unwritten = inRound(key);
        return unwritten == null ? record(key, sequence) : unwritten;
    }

    /** Few rounds have a key that is known already, so only those pay for a map. */
    private @Nullable DedupRecord inRound(DedupKey key) {
        if (round.isEmpty()) {
            return null;
        }
        Map<DedupKey, DedupRecord> byKey = roundByKey;
        if (byKey == null) {
            byKey = HashMap.newHashMap(round.size());
            for (Accepted each : round) {
                byKey.put(each.key(), each.record());
            }
            roundByKey = byKey;
        }
        return byKey.get(key);
    }

    /** Returns the sequence of a key's last acceptance, or {@link KeyTable#ABSENT}. */
    long sequence(DedupKey key) {
        try {
            return index.get(key.high(), key.low());
        } catch (UncheckedIOException | InternalError e) {
            throw unavailable(e);
        }
    }

    private @Nullable DedupRecord record(DedupKey key, long sequence) {
        DedupRecord known = asked.getIfPresent(key);
        if (known != null && known.sequence() == sequence) {
            return known;
        }
        DedupRecord record = null;
        if (lastRead != null && lastRead.topic() == key.topic() && lastRead.first() <= sequence) {
            record = search(lastRead, key, sequence);
        }
        if (record == null) {
            record = read(key, sequence);
        }
        if (record == null) {
            LOG.error("the dedup record of event {} is missing in the store", sequence);
        } else {
            asked.put(key, record);
        }
        return record;
    }

    private @Nullable DedupRecord read(DedupKey key, long sequence) {
        Entry stored = store.floor(Kind.DEDUP, key.topic(), sequence);
        lastRead = stored == null ? null : new DedupBlock(key.topic(), stored);
        return lastRead == null ? null : search(lastRead, key, sequence);
    }

    private static @Nullable DedupRecord search(DedupBlock block, DedupKey key, long sequence) {
        block.rewind();
        while (block.next()) {
            if (block.sequence() == sequence) {
                boolean same = block.high() == key.high() && block.low() == key.low();
                return same ? block.record() : null;
            }
        }
        return null;
    }

    /** Takes up a record that is in the batch. */
    void remember(DedupKey key, DedupRecord record) {
        try {
            index.put(key.high(), key.low(), record.sequence());
        } catch (UncheckedIOException | InternalError e) {
            throw unavailable(e);
        }
        round.add(new Accepted(key, record));
        if (roundByKey != null) {
            roundByKey.put(key, record);
        }
    }

    /** Takes note that the batch removes the record of an event. */
    void forget(DedupKey key, long sequence) {
        forgotten.add(new Forgotten(key, sequence));
    }

    /** Takes note that the batch is written. */
    void written() {
        round.clear();
        roundByKey = null;
        if (!forgotten.isEmpty()) {
            guarded(() ->
                    forgotten.forEach(each ->
                            index.remove(each.key().high(), each.key().low(), each.sequence())));
            forgotten.clear();
        }
    }

    /** A full or broken disk under the mapped file shows as one of two errors. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (UncheckedIOException | InternalError e) {
            throw unavailable(e);
        }
    }

    static LogException unavailable(Throwable e) {
        return new LogException.Unavailable("the dedup index failed: " + e.getMessage(), e);
    }

    /**
     * Closes the index, to be found as it is by the next start.
     *
     * @param position which state of the store it belongs to
     */
    void close(long position) {
        guarded(() -> index.close(position));
    }

    /** Gives the index up, to be made anew. */
    void discard() {
        guarded(index::discard);
    }
}

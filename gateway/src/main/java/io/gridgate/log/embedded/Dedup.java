package io.gridgate.log.embedded;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.gridgate.log.LogException;
import io.gridgate.log.index.KeyTable;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which events were accepted before: what is being written, then what the index knows. The index
 * tells the sequence of a key's last acceptance, and the store has the record; records that were
 * asked for are kept a while. The index follows the store: it is changed once the write is done.
 *
 * <p>Used by the committer thread only.
 */
final class Dedup {

    private static final Logger LOG = LoggerFactory.getLogger(Dedup.class);

    private static final int ASKED_MAX = 20_000;

    /** Emptying a map costs what it once held. */
    private static final int KEPT_MAX = 8_192;

    private record Forgotten(DedupKey key, long sequence) {}

    private final Store store;
    private final KeyTable index;
    private Map<DedupKey, DedupRecord> unwritten = new HashMap<>();
    private final List<Forgotten> forgotten = new ArrayList<>();
    private final Cache<DedupKey, DedupRecord> asked =
            Caffeine.newBuilder().maximumSize(ASKED_MAX).executor(Runnable::run).build();
    private @Nullable DedupBlock lastRead;

    Dedup(Store store, KeyTable index) {
        this.store = store;
        this.index = index;
    }

    /** Returns the last acceptance of a key, however long ago, or null where there is none. */
    @Nullable DedupRecord find(DedupKey key) {
        DedupRecord record = unwritten.get(key);
        if (record != null) {
            return record;
        }
        long sequence = sequence(key);
        return sequence == KeyTable.ABSENT ? null : record(key, sequence);
    }

    /** Returns the sequence of a key's last written acceptance, or {@link KeyTable#ABSENT}. */
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
        lastRead = null;
        store.last(
                Family.DEDUP,
                Keys.of(key.topic(), 0),
                Keys.of(key.topic(), sequence),
                (stored, value) -> lastRead = new DedupBlock(stored, value));
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
        unwritten.put(key, record);
    }

    /** Takes note that the batch removes the record of an event. */
    void forget(DedupKey key, long sequence) {
        forgotten.add(new Forgotten(key, sequence));
    }

    /** Makes as sure as can be that the index will have room for what is about to be written. */
    void writing() {
        if (!unwritten.isEmpty()) {
            guarded(() -> index.reserve(unwritten.size()));
        }
    }

    /** Brings the index in step with the store. */
    void written() {
        if (unwritten.isEmpty() && forgotten.isEmpty()) {
            return;
        }
        guarded(() -> {
            forgotten.forEach(
                    each -> index.remove(each.key().high(), each.key().low(), each.sequence()));
            unwritten.forEach((key, record) -> index.put(key.high(), key.low(), record.sequence()));
        });
        forgotten.clear();
        if (unwritten.size() > KEPT_MAX) {
            unwritten = new HashMap<>();
        } else {
            unwritten.clear();
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

    private static LogException unavailable(Throwable e) {
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

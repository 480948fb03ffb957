package io.gridgate.log.embedded;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * Which events were accepted before: what is being written, then the ones seen lately, then the
 * store, which is the truth. Used by the committer thread only.
 */
final class Dedup {

    private static final int RECENT_MAX = 20_000;

    private final Store store;
    private final Map<DedupKey, DedupRecord> unwritten = new HashMap<>();
    private final Cache<DedupKey, DedupRecord> recent =
            Caffeine.newBuilder().maximumSize(RECENT_MAX).executor(Runnable::run).build();

    Dedup(Store store) {
        this.store = store;
    }

    /** Returns the last acceptance of a key, however long ago, or null where there is none. */
    @Nullable DedupRecord find(DedupKey key) {
        DedupRecord record = unwritten.get(key);
        if (record == null) {
            record = recent.getIfPresent(key);
        }
        if (record == null) {
            byte[] stored = store.get(Family.DEDUP, Keys.dedup(key));
            record = stored == null ? null : DedupRecord.decode(stored);
        }
        return record;
    }

    void remember(DedupKey key, DedupRecord record, Batch batch) {
        batch.put(Family.DEDUP, Keys.dedup(key), record.encode());
        unwritten.put(key, record);
    }

    void forget(DedupKey key, Batch batch) {
        batch.delete(Family.DEDUP, Keys.dedup(key));
        recent.invalidate(key);
    }

    void written() {
        recent.putAll(unwritten);
        unwritten.clear();
    }
}

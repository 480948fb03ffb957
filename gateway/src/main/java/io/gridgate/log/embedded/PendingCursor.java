package io.gridgate.log.embedded;

import io.gridgate.log.lease.PendingChunk;
import io.gridgate.log.segment.SegmentStore;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;

/** Goes through what one subscription has still to settle, by rising sequence, chunk by chunk. */
final class PendingCursor {

    private final String subscription;
    private final StoredChunks chunks;
    private final ArrayDeque<PendingChunk.Entry> entries = new ArrayDeque<>();
    private long chunkLast = -1;

    PendingCursor(SegmentStore store, SubscriptionState subscription) {
        this.subscription = subscription.settings().name().value();
        this.chunks = new StoredChunks(store, subscription.id());
        load();
    }

    private void load() {
        PendingChunk chunk = chunks.next(chunkLast, Long.MAX_VALUE);
        if (chunk != null) {
            chunkLast = chunk.id();
            chunk.forEachEntry(entries::add);
        }
    }

    String subscription() {
        return subscription;
    }

    /** Returns where this is, or null at the end. */
    PendingChunk.@Nullable Entry entry() {
        return entries.peek();
    }

    void next() {
        entries.remove();
        if (entries.isEmpty()) {
            load();
        }
    }
}

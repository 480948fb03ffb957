package io.gridgate.log.embedded;

import io.gridgate.log.lease.ChunkCodec;
import io.gridgate.log.lease.PendingChunk;
import io.gridgate.log.lease.PendingChunks;
import io.gridgate.log.segment.Entry;
import io.gridgate.log.segment.SegmentStore;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** The chunks of one subscription in the store, read a few at a time. */
final class StoredChunks implements PendingChunks {

    private static final int READ_AHEAD = 16;

    private final SegmentStore store;
    private final int subscription;
    private final ArrayDeque<PendingChunk> ahead = new ArrayDeque<>();

    StoredChunks(SegmentStore store, int subscription) {
        this.store = store;
        this.subscription = subscription;
    }

    @Override
    public @Nullable PendingChunk next(long after, long below) {
        while (!ahead.isEmpty() && ahead.element().id() <= after) {
            ahead.remove();
        }
        if (ahead.isEmpty()) {
            store.chunks(
                    subscription,
                    after + 1,
                    below,
                    stored -> {
                        ahead.add(decode(stored));
                        return ahead.size() < READ_AHEAD;
                    });
        }
        return ahead.poll();
    }

    @Override
    public @Nullable PendingChunk upTo(long sequence) {
        Entry stored = store.chunk(subscription, sequence);
        return stored == null ? null : decode(stored);
    }

    static PendingChunk decode(Entry stored) {
        return ChunkCodec.decode(stored.number(), ByteBuffer.wrap(stored.present()));
    }
}

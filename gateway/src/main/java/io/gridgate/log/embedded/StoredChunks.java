package io.gridgate.log.embedded;

import io.gridgate.log.lease.ChunkCodec;
import io.gridgate.log.lease.PendingChunk;
import io.gridgate.log.lease.PendingChunks;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** The chunks of one subscription in the store, read a few at a time. */
final class StoredChunks implements PendingChunks {

    private static final int READ_AHEAD = 16;

    private final Store store;
    private final int subscription;
    private final ArrayDeque<PendingChunk> ahead = new ArrayDeque<>();

    StoredChunks(Store store, int subscription) {
        this.store = store;
        this.subscription = subscription;
    }

    @Override
    public @Nullable PendingChunk next(long after, long below) {
        while (!ahead.isEmpty() && ahead.element().id() <= after) {
            ahead.remove();
        }
        if (ahead.isEmpty()) {
            store.scan(
                    Family.PENDING,
                    Keys.of(subscription, after + 1),
                    Keys.of(subscription, below),
                    (key, value) -> {
                        ahead.add(decode(key, value));
                        return ahead.size() < READ_AHEAD;
                    });
        }
        return ahead.poll();
    }

    @Override
    public @Nullable PendingChunk upTo(long sequence) {
        PendingChunk[] found = new PendingChunk[1];
        store.last(
                Family.PENDING,
                Keys.of(subscription, 0),
                Keys.of(subscription, sequence),
                (key, value) -> found[0] = decode(key, value));
        return found[0];
    }

    static PendingChunk decode(byte[] key, byte[] value) {
        return ChunkCodec.decode(Keys.number(key), ByteBuffer.wrap(value));
    }
}

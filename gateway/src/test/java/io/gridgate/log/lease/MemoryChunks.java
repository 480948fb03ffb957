package io.gridgate.log.lease;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** A store of chunks in memory; keeps their stored form, so that nothing is shared by reference. */
final class MemoryChunks implements PendingChunks {

    private final TreeMap<Long, byte[]> stored = new TreeMap<>();

    void write(QueueChanges changes) {
        for (PendingChunk chunk : changes.chunks()) {
            if (chunk.isEmpty()) {
                stored.remove(chunk.id());
            } else {
                ByteBuffer encoded = ByteBuffer.allocate(ChunkCodec.ENCODED_BYTES_MAX);
                ChunkCodec.encode(chunk, encoded);
                byte[] bytes = new byte[encoded.position()];
                encoded.flip().get(bytes);
                stored.put(chunk.id(), bytes);
            }
        }
    }

    long lowest() {
        return stored.isEmpty() ? 0 : stored.firstKey();
    }

    int size() {
        return stored.size();
    }

    @Override
    public @Nullable PendingChunk next(long after, long below) {
        Map.Entry<Long, byte[]> entry = stored.higherEntry(after);
        return entry == null || entry.getKey() >= below ? null : decode(entry);
    }

    @Override
    public @Nullable PendingChunk upTo(long sequence) {
        Map.Entry<Long, byte[]> entry = stored.floorEntry(sequence);
        return entry == null ? null : decode(entry);
    }

    private static PendingChunk decode(Map.Entry<Long, byte[]> entry) {
        return ChunkCodec.decode(entry.getKey(), ByteBuffer.wrap(entry.getValue()));
    }
}

package io.gridgate.log.lease;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The stored form of a {@link PendingChunk}: one to three bytes per entry that was never delivered.
 *
 * <p>A format byte, the base time, then per unsettled entry in variable-length integers: sequence
 * less the one before, acceptance time less the base, {@code deliveryCount * 2 + (delayed ? 1 :
 * 0)}, and where delayed the time of availability less the base.
 */
public final class ChunkCodec {

    private static final byte FORMAT = 1;

    /** Longest stored form of a chunk in bytes. */
    public static final int ENCODED_BYTES_MAX = 9 + PendingChunk.CAPACITY * (10 + 10 + 5 + 10);

    private ChunkCodec() {}

    /**
     * Writes the unsettled entries of the chunk.
     *
     * @param chunk a chunk that is not empty
     * @param target has room for {@link #ENCODED_BYTES_MAX} bytes
     */
    public static void encode(PendingChunk chunk, ByteBuffer target) {
        long before = chunk.id();
        long base = chunk.acceptedAt(Long.numberOfTrailingZeros(chunk.pending()));
        target.put(FORMAT).putLong(base);
        for (long bits = chunk.pending(); bits != 0; bits &= bits - 1) {
            int slot = Long.numberOfTrailingZeros(bits);
            boolean delayed = (chunk.delayed() & 1L << slot) != 0;
            Varints.put(target, chunk.sequence(slot) - before);
            Varints.put(target, chunk.acceptedAt(slot) - base);
            Varints.put(target, (long) chunk.count(slot) << 1 | (delayed ? 1 : 0));
            if (delayed) {
                Varints.put(target, chunk.until(slot) - base);
            }
            before = chunk.sequence(slot);
        }
    }

    /**
     * Writes a chunk of events that are not under a lock.
     *
     * @param entries 1 to {@link PendingChunk#CAPACITY} events by rising sequence; the first names
     *     the chunk
     * @return the stored form
     */
    public static byte[] encode(List<PendingChunk.Entry> entries) {
        PendingChunk chunk = new PendingChunk(entries.getFirst().sequence());
        for (PendingChunk.Entry each : entries) {
            chunk.add(
                    each.sequence(), each.acceptedAt(), each.deliveryCount(), each.delayedUntil());
        }
        ByteBuffer target = ByteBuffer.allocate(ENCODED_BYTES_MAX);
        encode(chunk, target);
        return Arrays.copyOf(target.array(), target.position());
    }

    /**
     * Reads a stored chunk; no entry is under a lock.
     *
     * @param id the name under which it was stored
     * @param source the stored form and nothing behind it
     * @return the chunk
     */
    public static PendingChunk decode(long id, ByteBuffer source) {
        byte format = source.get();
        if (format != FORMAT) {
            throw new IllegalStateException("pending chunk " + id + " has format " + format);
        }
        PendingChunk chunk = new PendingChunk(id);
        long base = source.getLong();
        long sequence = id;
        while (source.hasRemaining()) {
            sequence += Varints.get(source);
            long acceptedAt = base + Varints.get(source);
            long flags = Varints.get(source);
            long delayedUntil = (flags & 1) == 0 ? 0 : base + Varints.get(source);
            chunk.add(sequence, acceptedAt, (int) (flags >>> 1), delayedUntil);
        }
        return chunk;
    }
}

package io.gridgate.log.embedded;

import io.gridgate.log.lease.Varints;
import io.gridgate.log.segment.Kind;
import io.gridgate.log.segment.Round;

import java.nio.ByteBuffer;

/**
 * The events of one topic on their way into {@link Kind#EVENTS}: neighbours of a round become one
 * value, under the topic and the first sequence; {@link EventBlock} reads it. One value for many
 * events costs the store a fraction of one each, in writing and in reading. Used by the committer
 * thread only.
 */
final class EventWriter {

    /** So that reading one event does not mean reading many others. */
    static final int BLOCK_BYTES = 16 << 10;

    private static final int NUMBERS_BYTES_MAX = 15;
    private static final int KEPT_BYTES_MAX = 2 * BLOCK_BYTES;

    private final int topic;
    private ByteBuffer block = ByteBuffer.allocate(1 << 10);
    private long first;

    EventWriter(int topic) {
        this.topic = topic;
    }

    /** Adds the record of the next event. */
    void add(long sequence, byte[] record, Round round) {
        if (block.position() > 0 && !hasRoom(sequence, record.length)) {
            collect(round);
        }
        if (block.position() == 0) {
            first = sequence;
        }
        reserve(record.length + NUMBERS_BYTES_MAX);
        Varints.put(block, sequence - first);
        Varints.put(block, record.length);
        block.put(record);
    }

    /** Blocks end where {@link LiveEvents} removes, so that each is removed as a whole. */
    private boolean hasRoom(long sequence, int bytes) {
        return block.position() + bytes <= BLOCK_BYTES
                && LiveEvents.block(sequence) == LiveEvents.block(first);
    }

    private void reserve(int bytes) {
        if (block.remaining() < bytes) {
            int needed = block.position() + bytes;
            ByteBuffer larger = ByteBuffer.allocate(Math.max(needed, block.capacity() * 2));
            block = larger.put(block.flip());
        }
    }

    /** Adds what was added to the round. */
    void collect(Round round) {
        if (block.position() > 0) {
            round.put(Kind.EVENTS, topic, first, block.array(), block.position());
            block =
                    block.capacity() > KEPT_BYTES_MAX
                            ? ByteBuffer.allocate(BLOCK_BYTES)
                            : block.clear();
        }
    }
}

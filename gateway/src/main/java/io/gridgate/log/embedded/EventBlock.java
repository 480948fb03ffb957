package io.gridgate.log.embedded;

import io.gridgate.log.lease.Varints;

import java.nio.ByteBuffer;

/**
 * Finds events in one value of {@link io.gridgate.log.segment.Kind#EVENTS}: per event the distance
 * of its sequence from the first, the length of its record, and the {@link EventRecord}. For one
 * thread at a time.
 */
final class EventBlock {

    private final long first;
    private final ByteBuffer block;
    private long sequence = -1;
    private int recordAt;

    EventBlock(long first, byte[] value) {
        this.first = first;
        this.block = ByteBuffer.wrap(value);
    }

    /** Goes to an event, and tells whether it is there. */
    boolean find(long wanted) {
        if (wanted < sequence) {
            block.rewind();
            sequence = -1;
        }
        while (sequence < wanted && next()) {
            // goes on
        }
        return sequence == wanted;
    }

    /** Goes to the next event, and tells whether there is one. */
    boolean next() {
        if (!block.hasRemaining()) {
            return false;
        }
        sequence = first + Varints.get(block);
        int length = (int) Varints.get(block);
        recordAt = block.position();
        block.position(recordAt + length);
        return true;
    }

    /** Returns the sequence of the event that was found. */
    long sequence() {
        return sequence;
    }

    /** Returns the record of the event that was found; a view. */
    ByteBuffer record() {
        return block.duplicate().flip().position(recordAt);
    }
}

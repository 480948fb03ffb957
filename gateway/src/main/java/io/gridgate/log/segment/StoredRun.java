package io.gridgate.log.segment;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A run in a mapped index file: all numbers, then all places, then all lengths; where the index has
 * the values, too, where each begins, then the values.
 */
final class StoredRun extends Run {

    private static final int PER_RECORD_BYTES = Long.BYTES + 2 * Integer.BYTES;

    private final MemorySegment index;
    private final long numbersAt;
    private final int size;

    StoredRun(Content content, Kind kind, int owner, MemorySegment index, long at, int size) {
        super(content, kind, owner);
        this.index = index;
        this.numbersAt = at;
        this.size = size;
    }

    /** Returns the bytes of a run in the index, without values. */
    static long bytes(Kind kind, int size) {
        return (long) size * (PER_RECORD_BYTES + (kind.isIndexedWhole() ? Integer.BYTES : 0));
    }

    @Override
    int size() {
        return size;
    }

    @Override
    long number(int record) {
        return index.get(Frame.LONG, numbersAt + (long) record * Long.BYTES);
    }

    @Override
    int at(int record) {
        return number(Long.BYTES, record);
    }

    @Override
    int length(int record) {
        return number(Long.BYTES + Integer.BYTES, record);
    }

    private int number(int column, int record) {
        return index.get(Frame.INT, numbersAt + (long) size * column + record * 4L);
    }

    @Override
    byte[] value(int record) {
        if (!kind().isIndexedWhole()) {
            return super.value(record);
        }
        byte[] value = new byte[length(record)];
        long from = numbersAt + bytes(kind(), size) + number(PER_RECORD_BYTES, record);
        MemorySegment.copy(index, ValueLayout.JAVA_BYTE, from, value, 0, value.length);
        return value;
    }
}

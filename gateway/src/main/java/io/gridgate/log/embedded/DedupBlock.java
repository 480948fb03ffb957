package io.gridgate.log.embedded;

import io.gridgate.log.lease.Varints;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads one value of {@link Family#DEDUP}, record by record: format, time of acceptance, then per
 * record the key, the content hash, the distance of its sequence from the first, and the
 * subscriptions that wanted it.
 */
final class DedupBlock {

    private static final int RECORDS_AT = 1 + Long.BYTES;

    private final int topic;
    private final long first;
    private final ByteBuffer block;
    private final long acceptedAt;
    private int recordAt;
    private long high;
    private long low;
    private int hashAt;
    private long sequence;

    DedupBlock(byte[] key, byte[] value) {
        this.topic = Keys.owner(key);
        this.first = Keys.number(key);
        this.block = ByteBuffer.wrap(value);
        byte format = block.get();
        if (format != DedupWriter.FORMAT) {
            throw new IllegalStateException("a dedup block has format " + format);
        }
        this.acceptedAt = block.getLong();
    }

    int topic() {
        return topic;
    }

    long first() {
        return first;
    }

    /** Returns when all of these events were accepted. */
    long acceptedAt() {
        return acceptedAt;
    }

    /** Goes back to the front of the first record. */
    void rewind() {
        block.position(RECORDS_AT);
    }

    /** Goes to the next record; false where there is none. */
    boolean next() {
        if (!block.hasRemaining()) {
            return false;
        }
        recordAt = block.position();
        high = block.getLong();
        low = block.getLong();
        hashAt = block.position();
        block.position(hashAt + DedupRecord.HASH_BYTES);
        sequence = first + Varints.get(block);
        for (long left = Varints.get(block); left > 0; left--) {
            Varints.get(block);
        }
        return true;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    long sequence() {
        return sequence;
    }

    /** Returns the record. */
    DedupRecord record() {
        byte[] hash = Arrays.copyOfRange(block.array(), hashAt, hashAt + DedupRecord.HASH_BYTES);
        ByteBuffer rest = block.duplicate().position(hashAt + DedupRecord.HASH_BYTES);
        Varints.get(rest);
        int[] subscriptions = new int[(int) Varints.get(rest)];
        for (int i = 0; i < subscriptions.length; i++) {
            subscriptions[i] = (int) Varints.get(rest);
        }
        return new DedupRecord(hash, sequence, acceptedAt, subscriptions);
    }

    /** Copies the stored form of the record. */
    void copyTo(ByteBuffer target) {
        target.put(block.array(), recordAt, block.position() - recordAt);
    }

    /** Begins a block of the same time that may take some of these records. */
    ByteBuffer remainder() {
        return ByteBuffer.allocate(block.capacity()).put(DedupWriter.FORMAT).putLong(acceptedAt);
    }

    static boolean isEmpty(ByteBuffer remainder) {
        return remainder.position() == RECORDS_AT;
    }
}

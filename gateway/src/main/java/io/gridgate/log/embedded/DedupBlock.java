package io.gridgate.log.embedded;

import io.gridgate.log.lease.Varints;
import io.gridgate.log.segment.Entry;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads one value of {@link io.gridgate.log.segment.Kind#DEDUP}, record by record: format, time of
 * acceptance, then per record the key, the content hash, the distance of its sequence from the
 * first, and the subscriptions that wanted it.
 */
final class DedupBlock {

    private static final int RECORDS_AT = 1 + Long.BYTES;

    private final int topic;
    private final long first;
    private final ByteBuffer block;
    private final long acceptedAt;
    private long high;
    private long low;
    private int hashAt;
    private long sequence;

    DedupBlock(int topic, Entry stored) {
        this.topic = topic;
        this.first = stored.number();
        this.block = ByteBuffer.wrap(stored.present());
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
}

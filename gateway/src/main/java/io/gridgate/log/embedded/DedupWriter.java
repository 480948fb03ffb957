package io.gridgate.log.embedded;

import io.gridgate.log.lease.Varints;
import io.gridgate.log.segment.Kind;
import io.gridgate.log.segment.Round;

import java.nio.ByteBuffer;

/**
 * The dedup records of one topic on their way into {@link Kind#DEDUP}: those of a round become one
 * value, under the topic and the first sequence; {@link DedupBlock} reads it. Used by the committer
 * thread only.
 */
final class DedupWriter {

    static final byte FORMAT = 1;

    /** So that finding one record costs little even after a round with many. */
    private static final int RECORDS_MAX = 256;

    private static final int RECORD_BYTES_MAX = 2 * Long.BYTES + DedupRecord.HASH_BYTES + 20;
    private static final int SUBSCRIPTION_BYTES_MAX = 5;

    private final int topic;
    private ByteBuffer block = ByteBuffer.allocate(RECORD_BYTES_MAX);
    private long first;
    private int records;

    DedupWriter(int topic) {
        this.topic = topic;
    }

    /** Adds the record of the next event, accepted in this round. */
    void add(DedupKey key, DedupRecord record, Round round) {
        if (records > 0 && !hasRoom(record.sequence())) {
            collect(round);
        }
        int[] subscriptions = record.subscriptions();
        reserve(Long.BYTES + RECORD_BYTES_MAX + SUBSCRIPTION_BYTES_MAX * subscriptions.length);
        if (records == 0) {
            first = record.sequence();
            block.put(FORMAT).putLong(record.acceptedAt());
        }
        block.putLong(key.high()).putLong(key.low()).put(record.contentHash());
        Varints.put(block, record.sequence() - first);
        Varints.put(block, subscriptions.length);
        for (int subscription : subscriptions) {
            Varints.put(block, subscription);
        }
        records++;
    }

    /** Blocks end where those of events do, so that each is wanted as a whole or not at all. */
    private boolean hasRoom(long sequence) {
        return records < RECORDS_MAX && LiveEvents.block(sequence) == LiveEvents.block(first);
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
        if (records > 0) {
            round.put(Kind.DEDUP, topic, first, block.array(), block.position());
            block.clear();
            records = 0;
        }
    }
}

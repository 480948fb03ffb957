package io.gridgate.log.embedded;

import java.nio.ByteBuffer;

/**
 * The stored form of the running numbers of a topic.
 *
 * @param nextSequence the sequence of the next event
 * @param acceptedLast when the last event was accepted
 * @param dedupSwept the sequence before which the dedup records were swept
 * @param unused how many sequences below the next one no event ever had; a log that came from
 *     another store has gaps
 */
record TopicCounters(long nextSequence, long acceptedLast, long dedupSwept, long unused) {

    static final TopicCounters NEW = new TopicCounters(0, 0, 0, 0);

    byte[] encode() {
        return ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(nextSequence)
                .putLong(acceptedLast)
                .putLong(dedupSwept)
                .putLong(unused)
                .array();
    }

    static TopicCounters decode(byte[] encoded) {
        ByteBuffer source = ByteBuffer.wrap(encoded);
        return new TopicCounters(
                source.getLong(), source.getLong(), source.getLong(), source.getLong());
    }
}

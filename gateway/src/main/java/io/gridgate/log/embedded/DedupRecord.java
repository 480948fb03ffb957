package io.gridgate.log.embedded;

import io.gridgate.log.lease.Varints;

import java.nio.ByteBuffer;

/**
 * What is remembered of an accepted event, for its repeats and for whoever asks where it is.
 *
 * @param contentHash the 32 bytes that stand for its content
 * @param sequence its place in the topic
 * @param acceptedAt when it was accepted
 * @param subscriptions the numbers of the subscriptions that wanted it
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared as a record
record DedupRecord(byte[] contentHash, long sequence, long acceptedAt, int[] subscriptions) {

    private static final int HASH_BYTES = 32;

    byte[] encode() {
        ByteBuffer target = ByteBuffer.allocate(HASH_BYTES + 16 + 5 * subscriptions.length);
        target.put(contentHash).putLong(sequence).putLong(acceptedAt);
        for (int subscription : subscriptions) {
            Varints.put(target, subscription);
        }
        return java.util.Arrays.copyOf(target.array(), target.position());
    }

    static DedupRecord decode(byte[] bytes) {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        byte[] hash = new byte[HASH_BYTES];
        source.get(hash);
        long sequence = source.getLong();
        long acceptedAt = source.getLong();
        java.util.stream.IntStream.Builder numbers = java.util.stream.IntStream.builder();
        while (source.hasRemaining()) {
            numbers.add((int) Varints.get(source));
        }
        return new DedupRecord(hash, sequence, acceptedAt, numbers.build().toArray());
    }
}

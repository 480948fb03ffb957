package io.gridgate.log.embedded;

/**
 * What is remembered of an accepted event, for its repeats and for whoever asks where it is.
 *
 * @param contentHash the 32 bytes that stand for its content
 * @param sequence its place in the topic
 * @param acceptedAt when it was accepted
 * @param subscriptions the numbers of the subscriptions that wanted it; callers must not write
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared as a record
record DedupRecord(byte[] contentHash, long sequence, long acceptedAt, int[] subscriptions) {

    static final int HASH_BYTES = 32;
}

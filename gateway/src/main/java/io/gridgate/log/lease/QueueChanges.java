package io.gridgate.log.lease;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What commands to one queue left to be written together: chunks, dead letters, and the events that
 * nobody of this subscription waits for any more. Not thread-safe.
 */
public final class QueueChanges {

    private final List<PendingChunk> chunks = new ArrayList<>();
    private final List<GivenUp> deadLetters = new ArrayList<>();
    private long[] settled = new long[64];
    private long[] settledAcceptedAt = new long[64];
    private int settledCount;

    /** Makes an empty list of changes. */
    public QueueChanges() {}

    void chunk(PendingChunk chunk) {
        if (!chunk.changed) {
            chunk.changed = true;
            chunks.add(chunk);
        }
    }

    void deadLetter(GivenUp letter) {
        deadLetters.add(letter);
    }

    void settled(long sequence, long acceptedAt) {
        if (settledCount == settled.length) {
            settled = Arrays.copyOf(settled, settledCount * 2);
            settledAcceptedAt = Arrays.copyOf(settledAcceptedAt, settledCount * 2);
        }
        settledAcceptedAt[settledCount] = acceptedAt;
        settled[settledCount++] = sequence;
    }

    /** {@return whether there is nothing to write} */
    public boolean isEmpty() {
        return chunks.isEmpty();
    }

    /** {@return the chunks to store, or to remove where they are empty} */
    public List<PendingChunk> chunks() {
        return chunks;
    }

    /** {@return the dead letters to store} */
    public List<GivenUp> deadLetters() {
        return deadLetters;
    }

    /** {@return how many events were settled} */
    public int settledCount() {
        return settledCount;
    }

    /**
     * Returns the sequence of a settled event.
     *
     * @param index 0 to {@link #settledCount()} - 1
     * @return its place in the topic
     */
    public long settled(int index) {
        return settled[index];
    }

    /**
     * Returns when a settled event was accepted.
     *
     * @param index 0 to {@link #settledCount()} - 1
     * @return milliseconds since the epoch
     */
    public long settledAcceptedAt(int index) {
        return settledAcceptedAt[index];
    }

    void clear() {
        chunks.clear();
        deadLetters.clear();
        settledCount = 0;
    }
}

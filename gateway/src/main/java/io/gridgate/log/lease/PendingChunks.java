package io.gridgate.log.lease;

import org.jspecify.annotations.Nullable;

/** The stored chunks of one subscription, as far as they are not loaded. */
public interface PendingChunks {

    /**
     * Reads the next stored chunk in the order of ids.
     *
     * @param after only chunks with a higher id
     * @param below only chunks with a lower id; stored chunks from here on may be out of date
     * @return the chunk, or null where there is none in between
     */
    @Nullable PendingChunk next(long after, long below);

    /**
     * Reads the stored chunk in which an event is, if it is unsettled.
     *
     * @param sequence the event's place in its topic
     * @return the chunk with the highest id up to the sequence, or null where there is none
     */
    @Nullable PendingChunk upTo(long sequence);
}

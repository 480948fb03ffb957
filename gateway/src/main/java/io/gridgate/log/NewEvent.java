package io.gridgate.log;

import io.gridgate.event.Event;

/**
 * An event on its way into the log.
 *
 * @param event the event
 * @param contentHash 32 bytes that are equal for equal content; repeats with another hash are
 *     conflicts. What counts as content is the caller's choice: the gateway hashes the data and the
 *     attributes that the sender signed. Not copied: callers must not write into it afterwards.
 */
@SuppressWarnings("ArrayRecordComponent") // one per event on the hot path, never compared
public record NewEvent(Event event, byte[] contentHash) {

    /** Checks the length of the hash. */
    public NewEvent {
        if (contentHash.length != 32) {
            throw new IllegalArgumentException("a content hash has 32 bytes");
        }
    }
}

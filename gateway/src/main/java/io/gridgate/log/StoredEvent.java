package io.gridgate.log;

import io.gridgate.event.EventKey;

import java.time.Instant;

/**
 * An event as the log gives it back.
 *
 * @param sequence its place in the topic
 * @param acceptedAt when it was stored
 * @param key its identity
 * @param type its event type
 * @param json the CloudEvent as one JSON object, byte for byte as it was appended; shared, callers
 *     must not write
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed through, never compared
public record StoredEvent(
        long sequence, Instant acceptedAt, EventKey key, String type, byte[] json) {

    /** Type of a stand-in for an event that was missing in the store; its JSON has no fields. */
    public static final String MISSING_TYPE = "gridgate.missing";
}

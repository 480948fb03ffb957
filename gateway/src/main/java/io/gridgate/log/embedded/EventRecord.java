package io.gridgate.log.embedded;

import io.gridgate.event.Event;
import io.gridgate.event.EventKey;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.TopicName;
import io.gridgate.log.lease.Varints;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The stored form of an event: acceptance time, source, id, type, then the JSON bytes to the end.
 * Texts have their length in bytes before them.
 */
final class EventRecord {

    private static final int LENGTHS_BYTES_MAX = 15;

    private EventRecord() {}

    /** Writes an event whose acceptance time is not known yet. */
    static byte[] encode(Event event) {
        return encode(event.key(), event.type(), event.json());
    }

    /** Writes an event that was accepted before. */
    static byte[] encode(StoredEvent event) {
        byte[] record = encode(event.key(), event.type(), event.json());
        accepted(record, event.acceptedAt().toEpochMilli());
        return record;
    }

    /** Writes a stand-in for an event whose record is not there though it should be. */
    static byte[] missing(TopicName topic, long sequence) {
        EventKey key = new EventKey("gridgate:missing/" + topic, Long.toString(sequence));
        return encode(key, StoredEvent.MISSING_TYPE, new byte[] {'{', '}'});
    }

    private static byte[] encode(EventKey key, String eventType, byte[] json) {
        byte[] source = key.source().getBytes(StandardCharsets.UTF_8);
        byte[] id = key.id().getBytes(StandardCharsets.UTF_8);
        byte[] type = eventType.getBytes(StandardCharsets.UTF_8);
        int texts = source.length + id.length + type.length + lengthBytes(source, id, type);
        ByteBuffer target = ByteBuffer.allocate(Long.BYTES + texts + json.length);
        target.putLong(0);
        put(target, source);
        put(target, id);
        put(target, type);
        target.put(json);
        return target.array();
    }

    private static int lengthBytes(byte[]... texts) {
        ByteBuffer scratch = ByteBuffer.allocate(LENGTHS_BYTES_MAX);
        for (byte[] text : texts) {
            Varints.put(scratch, text.length);
        }
        return scratch.position();
    }

    private static void put(ByteBuffer target, byte[] text) {
        Varints.put(target, text.length);
        target.put(text);
    }

    /** Writes the acceptance time into an encoded event. */
    static void accepted(byte[] encoded, long acceptedAt) {
        ByteBuffer.wrap(encoded).putLong(0, acceptedAt);
    }

    /** Reads an event, up to the limit of the buffer. */
    static StoredEvent decode(long sequence, ByteBuffer record) {
        Instant acceptedAt = Instant.ofEpochMilli(record.getLong());
        EventKey key = new EventKey(text(record), text(record));
        String type = text(record);
        byte[] json = new byte[record.remaining()];
        record.get(json);
        return new StoredEvent(sequence, acceptedAt, key, type, json);
    }

    private static String text(ByteBuffer source) {
        int length = (int) Varints.get(source);
        int at = source.arrayOffset() + source.position();
        source.position(source.position() + length);
        return new String(source.array(), at, length, StandardCharsets.UTF_8);
    }
}

package io.gridgate.log.embedded;

import io.gridgate.log.DeadLetter;
import io.gridgate.log.DeadLetterReason;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.lease.GivenUp;
import io.gridgate.log.lease.Varints;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The stored form of a dead letter: format, when, why, how often delivered, words, then the whole
 * event, so that it outlives the event's own record.
 */
final class DeadLetterRecord {

    private static final byte FORMAT = 1;
    private static final int HEADER_BYTES_MAX = 32;

    private DeadLetterRecord() {}

    static byte[] encode(GivenUp letter, long at, ByteBuffer event) {
        byte[] detail = letter.detail().getBytes(StandardCharsets.UTF_8);
        ByteBuffer target =
                ByteBuffer.allocate(HEADER_BYTES_MAX + detail.length + event.remaining());
        target.put(FORMAT).putLong(at).put(code(letter.reason()));
        Varints.put(target, letter.deliveryCount());
        Varints.put(target, detail.length);
        target.put(detail).put(event);
        return java.util.Arrays.copyOf(target.array(), target.position());
    }

    static DeadLetter decode(SubscriptionName subscription, long sequence, byte[] encoded) {
        ByteBuffer source = ByteBuffer.wrap(encoded);
        byte format = source.get();
        if (format != FORMAT) {
            throw new IllegalStateException("dead letter " + sequence + " has format " + format);
        }
        Instant at = Instant.ofEpochMilli(source.getLong());
        DeadLetterReason reason = reason(source.get());
        int deliveryCount = (int) Varints.get(source);
        byte[] detail = new byte[(int) Varints.get(source)];
        source.get(detail);
        String words = new String(detail, StandardCharsets.UTF_8);
        return new DeadLetter(
                subscription,
                EventRecord.decode(sequence, source),
                reason,
                words,
                deliveryCount,
                at);
    }

    /** Returns when an encoded dead letter was made. */
    static long at(byte[] encoded) {
        return ByteBuffer.wrap(encoded).getLong(1);
    }

    /** Returns why an event was given up. */
    static DeadLetterReason reason(byte[] encoded) {
        return reason(encoded[1 + Long.BYTES]);
    }

    /** Returns when the event of an encoded dead letter was accepted. */
    static long acceptedAt(byte[] encoded) {
        ByteBuffer source = ByteBuffer.wrap(encoded).position(2 + Long.BYTES);
        Varints.get(source);
        int words = (int) Varints.get(source);
        return source.getLong(source.position() + words);
    }

    private static byte code(DeadLetterReason reason) {
        return (byte)
                switch (reason) {
                    case MAX_DELIVERY_COUNT_EXCEEDED -> 1;
                    case TIME_TO_LIVE_EXCEEDED -> 2;
                    case RETENTION_EXCEEDED -> 3;
                    case REJECTED -> 4;
                };
    }

    private static DeadLetterReason reason(byte code) {
        return switch (code) {
            case 1 -> DeadLetterReason.MAX_DELIVERY_COUNT_EXCEEDED;
            case 2 -> DeadLetterReason.TIME_TO_LIVE_EXCEEDED;
            case 3 -> DeadLetterReason.RETENTION_EXCEEDED;
            case 4 -> DeadLetterReason.REJECTED;
            default -> throw new IllegalStateException("dead letter with reason " + code);
        };
    }
}

package io.gridgate.log.embedded;

import java.nio.ByteBuffer;

/** The keys of the store: big-endian numbers, so that they sort as the numbers do. */
final class Keys {

    static final byte[] FORMAT = {'f'};
    static final byte TOPIC = 't';
    static final byte SUBSCRIPTION = 's';
    static final byte TOPIC_STATE = 'q';
    static final byte BOOKS = 'b';

    private Keys() {}

    /** Returns the key of a record in {@link Family#META}. */
    static byte[] meta(byte kind, int id) {
        return ByteBuffer.allocate(5).put(kind).putInt(id).array();
    }

    /** Returns the id in a key made by {@link #meta}. */
    static int metaId(byte[] key) {
        return ByteBuffer.wrap(key).getInt(1);
    }

    /** Returns the key of an event, a pending chunk or a dead letter. */
    static byte[] of(int owner, long sequence) {
        byte[] key = new byte[12];
        putInt(key, 0, owner);
        putLong(key, 4, sequence);
        return key;
    }

    static byte[] dedup(DedupKey key) {
        byte[] bytes = new byte[20];
        putInt(bytes, 0, key.topic());
        putLong(bytes, 4, key.high());
        putLong(bytes, 12, key.low());
        return bytes;
    }

    static byte[] dedupOrder(int topic, long time, long sequence) {
        byte[] bytes = new byte[20];
        putInt(bytes, 0, topic);
        putLong(bytes, 4, time);
        putLong(bytes, 12, sequence);
        return bytes;
    }

    static int owner(byte[] key) {
        return ByteBuffer.wrap(key).getInt(0);
    }

    /** Returns the number behind the owner of a key. */
    static long number(byte[] key) {
        return ByteBuffer.wrap(key).getLong(4);
    }

    /** Returns the second number behind the owner of a key of {@link Family#DEDUP_ORDER}. */
    static long lastNumber(byte[] key) {
        return ByteBuffer.wrap(key).getLong(12);
    }

    private static void putInt(byte[] bytes, int at, int value) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (value >>> (24 - 8 * i));
        }
    }

    private static void putLong(byte[] bytes, int at, long value) {
        for (int i = 0; i < 8; i++) {
            bytes[at + i] = (byte) (value >>> (56 - 8 * i));
        }
    }
}

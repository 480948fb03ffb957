package io.gridgate.log.embedded;

import java.nio.ByteBuffer;

/** The keys of the store: big-endian numbers, so that they sort as the numbers do. */
final class Keys {

    /** Of a key with an owner and a number. */
    static final int OF_BYTES = Integer.BYTES + Long.BYTES;

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

    /** Returns the key of an event, a pending chunk, a dedup block or a dead letter. */
    static byte[] of(int owner, long sequence) {
        byte[] key = new byte[OF_BYTES];
        put(key, 0, owner, sequence);
        return key;
    }

    static void put(byte[] target, int at, int owner, long sequence) {
        putInt(target, at, owner);
        putLong(target, at + Integer.BYTES, sequence);
    }

    static int owner(byte[] key) {
        return ByteBuffer.wrap(key).getInt(0);
    }

    /** Returns the number behind the owner of a key. */
    static long number(byte[] key) {
        return ByteBuffer.wrap(key).getLong(4);
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

package io.gridgate.log.embedded;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One atomic write under construction, in the serialised form of RocksDB's write batch: eight bytes
 * of sequence (filled by RocksDB), the count in little-endian order, then the records. Building it
 * here costs one call into native code per write instead of one per record.
 *
 * <p>Used by the committer thread only.
 */
final class Batch {

    private static final int HEADER_BYTES = 12;
    private static final int KEPT_BYTES_MAX = 8 << 20;
    private static final byte DELETE = 0x4;
    private static final byte PUT = 0x5;
    private static final byte DELETE_RANGE = 0xE;

    private final int[] familyIds;
    private byte[] bytes = new byte[64 << 10];
    private int length = HEADER_BYTES;
    private int count;

    /**
     * Makes an empty batch.
     *
     * @param familyIds RocksDB's id of each {@link Family}, by its index
     */
    Batch(int[] familyIds) {
        this.familyIds = familyIds;
    }

    void put(Family family, byte[] key, byte[] value) {
        put(family, key, value, value.length);
    }

    void put(Family family, byte[] key, byte[] value, int valueLength) {
        begin(PUT, family, key.length + valueLength);
        slice(key, key.length);
        slice(value, valueLength);
    }

    /** Puts under a key as {@link Keys#of} makes it. */
    void put(Family family, int owner, long sequence, byte[] value) {
        begin(PUT, family, Keys.OF_BYTES + value.length);
        varint(Keys.OF_BYTES);
        Keys.put(bytes, length, owner, sequence);
        length += Keys.OF_BYTES;
        slice(value, value.length);
    }

    void delete(Family family, byte[] key) {
        begin(DELETE, family, key.length);
        slice(key, key.length);
    }

    /** Removes all keys from the first, inclusive, to the second, exclusive. */
    void deleteRange(Family family, byte[] from, byte[] to) {
        begin(DELETE_RANGE, family, from.length + to.length);
        slice(from, from.length);
        slice(to, to.length);
    }

    boolean isEmpty() {
        return count == 0;
    }

    int length() {
        return length;
    }

    /** Returns the serialised write batch. */
    byte[] serialised() {
        ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(8, count);
        return Arrays.copyOf(bytes, length);
    }

    void clear() {
        if (bytes.length > KEPT_BYTES_MAX) {
            bytes = new byte[64 << 10];
        }
        length = HEADER_BYTES;
        count = 0;
    }

    private void begin(byte tag, Family family, int payload) {
        int needed = length + payload + 16;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
        bytes[length++] = tag;
        varint(familyIds[family.index()]);
        count++;
    }

    private void slice(byte[] source, int sourceLength) {
        varint(sourceLength);
        System.arraycopy(source, 0, bytes, length, sourceLength);
        length += sourceLength;
    }

    private void varint(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }
}

package io.gridgate.log.lease;

import java.nio.ByteBuffer;

/** Unsigned integers of variable length: seven bits to a byte, lowest first. */
public final class Varints {

    private Varints() {}

    /**
     * Writes a number.
     *
     * @param target where to
     * @param value zero or more
     */
    public static void put(ByteBuffer target, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            target.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        target.put((byte) rest);
    }

    /**
     * Reads a number.
     *
     * @param source where from
     * @return the number
     */
    public static long get(ByteBuffer source) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = source.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalStateException("a variable-length integer has more than ten bytes");
    }
}

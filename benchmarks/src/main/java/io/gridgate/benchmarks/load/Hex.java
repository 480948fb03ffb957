package io.gridgate.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers as sixteen lower-case hexadecimal digits, written and read in place without a loop. */
public final class Hex {

    /** Digits of one number. */
    public static final int DIGITS = 16;

    private static final long LOW_NIBBLES = 0x0F0F_0F0F_0F0F_0F0FL;
    private static final long ONES = 0x0101_0101_0101_0101L;

    private Hex() {}

    /**
     * Writes a number.
     *
     * @param to a big-endian buffer
     * @param at where the first digit goes
     * @param number the number
     */
    public static void write(ByteBuffer to, int at, long number) {
        assert to.order() == ByteOrder.BIG_ENDIAN;
        to.putLong(at, digits(number >>> 32));
        to.putLong(at + 8, digits(number & 0xFFFF_FFFFL));
    }

    /**
     * Reads a number.
     *
     * @param from bytes with sixteen lower-case digits
     * @param at where the first digit is
     * @return the number
     */
    public static long read(byte[] from, int at) {
        long number = 0;
        for (int i = at; i < at + DIGITS; i++) {
            int digit = from[i];
            number = number << 4 | (digit <= '9' ? digit - '0' : digit - 'a' + 10);
        }
        return number;
    }

    /** Spreads 32 bits to eight bytes of one digit each. */
    private static long digits(long number) {
        long n = (number << 16 | number) & 0x0000_FFFF_0000_FFFFL;
        n = (n << 8 | n) & 0x00FF_00FF_00FF_00FFL;
        n = (n << 4 | n) & LOW_NIBBLES;
        long letters = ((n + 6 * ONES) >>> 4) & ONES;
        return n + '0' * ONES + letters * ('a' - '0' - 10);
    }
}

package io.gridgate.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the ends of JSON's scalar values. The leaves of {@link JsonCursor}; keeps no state. */
final class JsonScan {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private JsonScan() {}

    /**
     * Returns the index of the first quote, backslash or control character, eight bytes a step.
     *
     * @return that index, {@code to} if there is none
     */
    static int plainEnd(byte[] json, int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to) {
            long word = (long) LONGS.get(json, at);
            long stops = zeroBytes(word ^ '"' * ONES) | zeroBytes(word ^ '\\' * ONES);
            stops |= (word - ' ' * ONES) & ~word & HIGH_BITS;
            if (stops != 0) {
                return at + (Long.numberOfTrailingZeros(stops) >>> 3);
            }
            at += Long.BYTES;
        }
        while (at < to && json[at] != '"' && json[at] != '\\' && (json[at] & 0xFF) >= ' ') {
            at++;
        }
        return at;
    }

    /** Tells whether checked text without escapes is printable ASCII, eight bytes a step. */
    static boolean isPrintable(byte[] json, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long word = (long) LONGS.get(json, at);
            if (((word | word + ONES) & HIGH_BITS) != 0) {
                return false;
            }
        }
        while (at < to && json[at] >= 0 && json[at] != 0x7F) {
            at++;
        }
        return at == to;
    }

    /** Marks the zero bytes of a word; the lowest mark is exact, those above it may be wrong. */
    private static long zeroBytes(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }

    /** Returns the index after the escape that starts with the backslash at {@code at}. */
    static int escapeEnd(byte[] json, int at) throws Refused {
        int kind = at + 1 < json.length ? json[at + 1] : -1;
        return switch (kind) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 2;
            case 'u' -> codeUnitEnd(json, at);
            default -> throw badEscape(at);
        };
    }

    private static int codeUnitEnd(byte[] json, int at) throws Refused {
        for (int i = at + 2; i < at + 6; i++) {
            if (i >= json.length || Character.digit(json[i], 16) < 0) {
                throw badEscape(at);
            }
        }
        return at + 6;
    }

    private static Refused badEscape(int at) {
        return new Refused("is not valid JSON: unknown escape at byte " + at);
    }

    /** Returns the index after the number, true, false or null that starts at {@code at}. */
    static int scalarEnd(byte[] json, int at) throws Refused {
        int first = at < json.length ? json[at] : -1;
        return switch (first) {
            case 't' -> literalEnd(json, at, "true");
            case 'f' -> literalEnd(json, at, "false");
            case 'n' -> literalEnd(json, at, "null");
            default -> numberEnd(json, at);
        };
    }

    private static int literalEnd(byte[] json, int from, String literal) throws Refused {
        int stop = from + literal.length();
        for (int i = from; i < stop; i++) {
            if (i >= json.length || json[i] != literal.charAt(i - from)) {
                throw noValue(from);
            }
        }
        return stop;
    }

    private static int numberEnd(byte[] json, int from) throws Refused {
        int at = from < json.length && json[from] == '-' ? from + 1 : from;
        at = at < json.length && json[at] == '0' ? at + 1 : digitsEnd(json, at, from);
        if (at < json.length && json[at] == '.') {
            at = digitsEnd(json, at + 1, from);
        }
        if (at < json.length && (json[at] | 0x20) == 'e') {
            at++;
            boolean signed = at < json.length && (json[at] == '+' || json[at] == '-');
            at = digitsEnd(json, signed ? at + 1 : at, from);
        }
        return at;
    }

    private static int digitsEnd(byte[] json, int from, int value) throws Refused {
        int at = from;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw noValue(value);
        }
        return at;
    }

    private static Refused noValue(int at) {
        return new Refused("is not valid JSON: expected a value at byte " + at);
    }
}

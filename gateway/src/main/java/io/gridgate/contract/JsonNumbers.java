package io.gridgate.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Reads the numbers of checked JSON with their exact value, within bounds that keep arithmetic
 * cheap. For one thread.
 */
final class JsonNumbers {

    /** Most characters of a number. */
    static final int LENGTH_MAX = 1_000;

    /** Largest power of ten, up or down. */
    static final int EXPONENT_MAX = 400;

    /** Any number of so many digits fits a long. */
    private static final int LONG_DIGITS = 18;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final byte[] json;
    private int at;
    private long digits;
    private int digitCount;

    JsonNumbers(byte[] json) {
        this.json = json;
    }

    /** Returns the index after the number read last. */
    int end() {
        return at;
    }

    JsonNode read(int from) throws Unreadable {
        boolean negative = json[from] == '-';
        at = negative ? from + 1 : from;
        digits = 0;
        digitCount = 0;
        int scale = 0;
        boolean whole = true;
        digits();
        if (next() == '.') {
            whole = false;
            at++;
            int before = digitCount;
            digits();
            scale = digitCount - before;
        }
        if ((next() | 0x20) == 'e') {
            whole = false;
            at++;
            scale -= exponent();
        }
        if (at - from > LENGTH_MAX) {
            throw new Unreadable("must be a number of at most " + LENGTH_MAX + " characters");
        }
        if (digitCount > LONG_DIGITS) {
            String text = new String(json, from, at - from, US_ASCII);
            return whole ? integer(new BigInteger(text)) : NODES.numberNode(new BigDecimal(text));
        }
        long value = negative ? -digits : digits;
        return whole ? integer(value) : NODES.numberNode(BigDecimal.valueOf(value, scale));
    }

    private static JsonNode integer(long value) {
        return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }

    private static JsonNode integer(BigInteger value) {
        return value.bitLength() < Long.SIZE ? integer(value.longValue()) : NODES.numberNode(value);
    }

    /** Takes digits; those that fit a long are added up. */
    private void digits() {
        for (int digit = next() - '0'; digit >= 0 && digit <= 9; digit = next() - '0') {
            if (digitCount < LONG_DIGITS) {
                digits = digits * 10 + digit;
            }
            digitCount++;
            at++;
        }
    }

    private int exponent() throws Unreadable {
        boolean negative = next() == '-';
        if (negative || next() == '+') {
            at++;
        }
        int exponent = 0;
        for (int digit = next() - '0'; digit >= 0 && digit <= 9; digit = next() - '0') {
            exponent = Math.min(exponent * 10 + digit, EXPONENT_MAX + 1);
            at++;
        }
        if (exponent > EXPONENT_MAX) {
            throw new Unreadable(
                    "must be a number with an exponent of -"
                            + EXPONENT_MAX
                            + " to "
                            + EXPONENT_MAX);
        }
        return negative ? -exponent : exponent;
    }

    private int next() {
        return at < json.length ? json[at] : -1;
    }
}

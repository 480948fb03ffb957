package io.gridgate.handlers.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One JSON value inside a larger array of bytes, not copied. */
final class Slice {

    private final byte[] array;
    private final int from;
    private final int to;

    Slice(byte[] array, int from, int to) {
        this.array = array;
        this.from = from;
        this.to = to;
    }

    byte[] array() {
        return array;
    }

    int from() {
        return from;
    }

    int length() {
        return to - from;
    }

    byte[] copy() {
        return Arrays.copyOfRange(array, from, to);
    }

    String asString() {
        return new String(array, from, to - from, StandardCharsets.UTF_8);
    }
}

package io.gridgate.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Collects one JSON text in a growing array. The caller sees to the grammar. Not safe for use by
 * several threads.
 */
public final class JsonWriter {

    private static final int GROWTH_MIN = 1_024;
    private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);

    private byte[] bytes;
    private int size;

    /**
     * Starts an empty text.
     *
     * @param capacity the expected number of bytes; grows as needed
     */
    public JsonWriter(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    /** {@return the text; nothing must be written afterwards} */
    public byte[] toBytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    JsonWriter ascii(char character) {
        reserve(1);
        bytes[size++] = (byte) character;
        return this;
    }

    /**
     * Writes bytes as they stand.
     *
     * @param json the bytes
     * @return this writer
     */
    public JsonWriter raw(byte[] json) {
        return raw(json, 0, json.length);
    }

    JsonWriter raw(byte[] source, int from, int to) {
        reserve(to - from);
        System.arraycopy(source, from, bytes, size, to - from);
        size += to - from;
        return this;
    }

    /**
     * Writes ASCII text as it stands.
     *
     * @param ascii punctuation, numbers, literals: nothing that needs escapes
     * @return this writer
     */
    @SuppressWarnings("deprecation") // getBytes with offsets takes the low bytes without a copy
    public JsonWriter raw(String ascii) {
        int length = ascii.length();
        reserve(length);
        ascii.getBytes(0, length, bytes, size);
        size += length;
        return this;
    }

    /** Writes a member's name and the colon, after a comma unless it is the first of its object. */
    JsonWriter name(String name) {
        if (size > 0 && bytes[size - 1] != '{') {
            ascii(',');
        }
        return string(name).ascii(':');
    }

    /** Writes a string with the escapes that JSON demands and no others. */
    JsonWriter string(String text) {
        byte[] encoded = text.getBytes(UTF_8);
        reserve(encoded.length + 2);
        bytes[size++] = '"';
        int plain = 0;
        while (true) {
            int stop = JsonScan.plainEnd(encoded, plain, encoded.length);
            raw(encoded, plain, stop);
            if (stop == encoded.length) {
                return ascii('"');
            }
            escape(encoded[stop]);
            plain = stop + 1;
        }
    }

    /** Forgets what was written from an index on. */
    void truncate(int length) {
        size = length;
    }

    /** Returns a copy of what was written from an index on, and forgets it. */
    byte[] cut(int index) {
        byte[] end = Arrays.copyOfRange(bytes, index, size);
        size = index;
        return end;
    }

    private void escape(byte character) {
        ascii('\\');
        switch (character) {
            case '"', '\\' -> ascii((char) character);
            case '\n' -> ascii('n');
            case '\r' -> ascii('r');
            case '\t' -> ascii('t');
            default -> {
                raw("u00").ascii((char) HEX[character >> 4]);
                ascii((char) HEX[character & 0xF]);
            }
        }
    }

    private void reserve(int more) {
        if (more > bytes.length - size) {
            bytes =
                    Arrays.copyOf(
                            bytes, Math.max(size + more, Math.max(GROWTH_MIN, bytes.length * 2)));
        }
    }
}

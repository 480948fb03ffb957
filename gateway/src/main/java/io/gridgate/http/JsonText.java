package io.gridgate.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Puts JSON together from pieces that are bytes already, texts that need escaping, and fixed text.
 * Not safe for use by several threads.
 */
public final class JsonText {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int size;

    /**
     * Starts an empty text.
     *
     * @param capacity the expected number of bytes; grows as needed
     */
    public JsonText(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    /**
     * Adds ASCII text as it stands.
     *
     * @param ascii the text
     * @return this text
     */
    @SuppressWarnings("deprecation") // getBytes with offsets takes the low bytes without a copy
    public JsonText raw(String ascii) {
        int length = ascii.length();
        ensure(length);
        ascii.getBytes(0, length, bytes, size);
        size += length;
        return this;
    }

    /**
     * Adds bytes as they stand.
     *
     * @param json the bytes
     * @return this text
     */
    public JsonText raw(byte[] json) {
        ensure(json.length);
        System.arraycopy(json, 0, bytes, size, json.length);
        size += json.length;
        return this;
    }

    /**
     * Adds a text as a JSON string, with its quotes.
     *
     * @param text any text
     * @return this text
     */
    public JsonText string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ensure(utf8.length * 6 + 2);
        bytes[size++] = '"';
        for (byte b : utf8) {
            if (b == '"' || b == '\\') {
                bytes[size++] = '\\';
                bytes[size++] = b;
            } else if (b >= 0 && b < 0x20) {
                raw("\\u00");
                bytes[size++] = HEX[b >> 4];
                bytes[size++] = HEX[b & 15];
            } else {
                bytes[size++] = b;
            }
        }
        bytes[size++] = '"';
        return this;
    }

    /** {@return the number of bytes so far} */
    public int size() {
        return size;
    }

    /** {@return the text as bytes of UTF-8; the builder must not be used afterwards} */
    public byte[] toBytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}

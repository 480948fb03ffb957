package io.gridgate.archive;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * How a line ends: with the CRC-32C of all before, so that a line that was cut short or changed is
 * found by itself.
 */
final class Line {

    /** The longest line; an event has a few megabytes at the most. */
    static final int BYTES_MAX = 32 << 20;

    private static final byte[] MARK = ",\"crc32c\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int HEX_CHARS = 8;
    private static final int ENDING_BYTES = MARK.length + HEX_CHARS + 2;

    private Line() {}

    /** Returns the ending of a line that begins so. */
    static String ending(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return new String(MARK, StandardCharsets.US_ASCII)
                + HexFormat.of().toHexDigits((int) crc.getValue())
                + "\"}";
    }

    /** Tells whether a line is as it was written. */
    static boolean isWhole(byte[] line) {
        int length = line.length - ENDING_BYTES;
        return length > 0
                && new String(line, length, ENDING_BYTES, StandardCharsets.ISO_8859_1)
                        .equals(ending(line, length));
    }
}

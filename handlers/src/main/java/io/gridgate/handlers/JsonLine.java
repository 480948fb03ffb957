package io.gridgate.handlers;

import java.util.Arrays;

/** Makes JSON fit on one line. */
final class JsonLine {

    private JsonLine() {}

    /**
     * Returns the JSON as it is when it is one line, else without the white space between its
     * tokens. No token changes: a line break inside a string is written as an escape.
     */
    static byte[] of(byte[] json) {
        return isOneLine(json) ? json : withoutWhiteSpace(json);
    }

    private static boolean isOneLine(byte[] json) {
        for (byte b : json) {
            if (b == '\n' || b == '\r') {
                return false;
            }
        }
        return true;
    }

    private static byte[] withoutWhiteSpace(byte[] json) {
        byte[] line = new byte[json.length];
        int length = 0;
        boolean string = false;
        boolean escaped = false;
        for (byte b : json) {
            if (string) {
                string = escaped || b != '"';
                escaped = !escaped && b == '\\';
            } else if (b == ' ' || b == '\t' || b == '\n' || b == '\r') {
                continue;
            } else {
                string = b == '"';
            }
            line[length++] = b;
        }
        return Arrays.copyOf(line, length);
    }
}

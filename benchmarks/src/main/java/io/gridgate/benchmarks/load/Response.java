package io.gridgate.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the HTTP/1.1 answers of one connection, one after the other, without pipelining: status,
 * and a body by Content-Length or in chunks. Not safe for several threads.
 */
public final class Response {

    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CODING = "transfer-encoding:".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = 9;

    private byte[] bytes = new byte[16 * 1024];
    private int filled;
    private int searched;
    private int status;
    private int bodyStart;
    private int bodyEnd;
    private boolean headRead;
    private boolean chunked;
    private int chunkAt;

    /** {@return the status code} */
    public int status() {
        return status;
    }

    /** {@return the array that holds the body between {@link #bodyStart} and {@link #bodyEnd}} */
    @SuppressWarnings("EI_EXPOSE_REP")
    public byte[] bytes() {
        return bytes;
    }

    /** {@return where the body begins} */
    public int bodyStart() {
        return bodyStart;
    }

    /** {@return the first position after the body} */
    public int bodyEnd() {
        return bodyEnd;
    }

    /** {@return the body as text, for messages} */
    public String body() {
        return new String(bytes, bodyStart, bodyEnd - bodyStart, StandardCharsets.UTF_8);
    }

    /** Forgets the answer, for the next one. */
    void reset() {
        filled = 0;
        searched = 0;
        headRead = false;
        chunked = false;
    }

    /**
     * Takes what was read.
     *
     * @param read bytes of the connection, all of which are taken
     * @return whether the answer is complete
     */
    boolean accept(ByteBuffer read) {
        int more = read.remaining();
        if (filled + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(filled + more, bytes.length * 2));
        }
        read.get(bytes, filled, more);
        filled += more;
        if (!headRead && !readHead()) {
            return false;
        }
        return chunked ? readChunks() : filled >= bodyEnd;
    }

    private boolean readHead() {
        for (int i = Math.max(searched, 3); i < filled; i++) {
            if (bytes[i] == '\n'
                    && bytes[i - 1] == '\r'
                    && bytes[i - 2] == '\n'
                    && bytes[i - 3] == '\r') {
                bodyStart = i + 1;
                bodyEnd = bodyStart;
                headRead = true;
                parseHead();
                return true;
            }
        }
        searched = filled;
        return false;
    }

    private void parseHead() {
        status =
                (bytes[STATUS_AT] - '0') * 100
                        + (bytes[STATUS_AT + 1] - '0') * 10
                        + (bytes[STATUS_AT + 2] - '0');
        int line = STATUS_AT + 3;
        while (line < bodyStart - 2) {
            while (bytes[line++] != '\n') {
                // on to the next line
            }
            if (startsWith(line, LENGTH)) {
                bodyEnd = bodyStart + number(line + LENGTH.length);
            } else if (startsWith(line, CODING)) {
                chunked = true;
                chunkAt = bodyStart;
            }
        }
    }

    private boolean startsWith(int at, byte[] lowerCase) {
        if (at + lowerCase.length > bodyStart) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            int letter = bytes[at + i];
            if (letter != lowerCase[i] && (letter | 0x20) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int at) {
        int i = at;
        while (bytes[i] == ' ') {
            i++;
        }
        int value = 0;
        while (bytes[i] >= '0' && bytes[i] <= '9') {
            value = value * 10 + bytes[i++] - '0';
        }
        return value;
    }

    /** Moves the chunks that are there together, so that the body is one piece. */
    private boolean readChunks() {
        while (true) {
            int eol = chunkAt;
            while (eol < filled && bytes[eol] != '\n') {
                eol++;
            }
            if (eol >= filled) {
                return false;
            }
            int size = hex(chunkAt);
            int next = eol + 1 + size + 2;
            if (next > filled) {
                return false;
            }
            System.arraycopy(bytes, eol + 1, bytes, bodyEnd, size);
            bodyEnd += size;
            chunkAt = next;
            if (size == 0) {
                return true;
            }
        }
    }

    private int hex(int at) {
        int value = 0;
        for (int i = at; Character.digit(bytes[i], 16) >= 0; i++) {
            value = value * 16 + Character.digit(bytes[i], 16);
        }
        return value;
    }
}

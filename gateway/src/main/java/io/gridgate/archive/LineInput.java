package io.gridgate.archive;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;

/** Reads lines, counts them, and adds up what they have. For one thread. */
final class LineInput {

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream source;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final MessageDigest sha256 = ArchiveWriter.sha256();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    private int at;
    private int end;
    private long number;
    private long bytes;

    LineInput(InputStream source) {
        this.source = source;
    }

    /** Returns the number of the line that was read last; the first is 1. */
    long number() {
        return number;
    }

    /** Returns how many bytes were read. */
    long bytes() {
        return bytes;
    }

    /** Returns the next line without its end, or null behind the last. */
    byte @Nullable [] next() {
        line.reset();
        number++;
        while (true) {
            if (at == end && !fill()) {
                if (line.size() == 0) {
                    return null;
                }
                throw new ArchiveException(number, "is cut short: it has no end");
            }
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            line.write(buffer, from, at - from);
            if (line.size() > Line.BYTES_MAX) {
                throw new ArchiveException(
                        number, "is longer than " + Line.BYTES_MAX + " bytes; no export has that");
            }
            if (at < end) {
                at++;
                return line.toByteArray();
            }
        }
    }

    private boolean fill() {
        try {
            end = Math.max(0, source.read(buffer));
            at = 0;
            bytes += end;
            return end > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a line to the sum of all lines. */
    void add(byte[] text) {
        sha256.update(text);
        sha256.update((byte) '\n');
    }

    /** Returns the sum of the lines that were added. */
    byte[] sum() {
        return sha256.digest();
    }
}

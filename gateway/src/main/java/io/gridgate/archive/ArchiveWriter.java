package io.gridgate.archive;

import io.gridgate.log.move.Piece;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Writes an export: a line that says what it is, a line for each piece, and a last line with their
 * number and the SHA-256 of all lines before it. For one thread.
 */
public final class ArchiveWriter {

    /** The version of the form; rises whenever an older program could not read what is there. */
    static final int VERSION = 1;

    private final OutputStream target;
    private final MessageDigest sha256 = sha256();
    private Counts counts = Counts.NONE;
    private long lines;
    private long bytes;

    /**
     * Begins an export.
     *
     * @param target where it goes, buffered; not closed
     * @param store what kind of store it comes from, for whoever reads the file
     * @param at when
     */
    public ArchiveWriter(OutputStream target, String store, Instant at) {
        this.target = target;
        JsonLine line = new JsonLine();
        line.begin("gridgate").object();
        line.field("archive", "log").field("version", VERSION);
        line.field("store", store).field("exportedAt", at).end();
        write(line);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Writes a piece.
     *
     * @param piece the piece
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(Piece piece) {
        JsonLine line = new JsonLine();
        PieceText.write(piece, line);
        write(line);
        counts = counts.plus(piece);
    }

    private void write(JsonLine line) {
        byte[] text = line.finish();
        sha256.update(text);
        lines++;
        bytes += text.length;
        try {
            target.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the last line. */
    public void finish() {
        String digest = HexFormat.of().formatHex(sha256.digest());
        JsonLine line = new JsonLine();
        line.begin("end").object();
        line.field("lines", lines).field("events", counts.events());
        line.field("deadLetters", counts.deadLetters()).field("accepted", counts.accepted());
        line.field("sha256", digest).end();
        write(line);
    }

    /** {@return what has been written so far} */
    public Counts counts() {
        return counts;
    }

    /** {@return how many bytes have been written so far} */
    public long bytes() {
        return bytes;
    }
}

package io.gridgate.archive;

import io.gridgate.log.move.Piece;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.util.HexFormat;

/**
 * Reads an export, and refuses one that is not whole. Pieces are given out before the last line is
 * seen, so whoever takes them must be able to drop them. For one thread.
 */
public final class ArchiveReader {

    private final LineInput lines;
    private Counts counts = Counts.NONE;
    private boolean ended;

    /**
     * Begins to read.
     *
     * @param source the file; not closed
     * @throws ArchiveException if it does not begin as an export
     */
    public ArchiveReader(InputStream source) {
        this.lines = new LineInput(source);
        Fields first = nextLine().object("gridgate");
        if (!first.text("archive").equals("log")) {
            throw first.refused("this is no export of a log");
        }
        if (first.number("version") != ArchiveWriter.VERSION) {
            throw first.refused(
                    "this export has version %d, and this program reads version %d"
                            .formatted(first.number("version"), ArchiveWriter.VERSION));
        }
    }

    private Fields nextLine() {
        byte[] text = lines.next();
        if (text == null) {
            throw new ArchiveException(
                    lines.number(), "the file ends here, and its last lines are missing");
        }
        Fields fields = Fields.of(lines.number(), text);
        if (!fields.has("end")) {
            lines.add(text);
        }
        return fields;
    }

    /**
     * {@return the next piece, or null at the end}
     *
     * @throws ArchiveException if the line is damaged, or the file ends too early
     */
    public @Nullable Piece next() {
        if (ended) {
            return null;
        }
        Fields line = nextLine();
        if (line.has("end")) {
            check(line.object("end"));
            ended = true;
            return null;
        }
        Piece piece = PieceReader.read(line);
        counts = counts.plus(piece);
        return piece;
    }

    private void check(Fields end) {
        boolean same =
                end.number("lines") == lines.number() - 1
                        && end.number("events") == counts.events()
                        && end.number("deadLetters") == counts.deadLetters()
                        && end.number("accepted") == counts.accepted();
        if (!same) {
            throw end.refused("lines are missing before, or were added: it counts others");
        }
        if (!end.text("sha256").equals(HexFormat.of().formatHex(lines.sum()))) {
            throw end.refused("lines before were changed: their SHA-256 is another");
        }
        if (lines.next() != null) {
            throw new ArchiveException(lines.number(), "there is something behind the last line");
        }
    }

    /** {@return the line that was read last} */
    public long line() {
        return lines.number();
    }

    /** {@return what has been read so far} */
    public Counts counts() {
        return counts;
    }

    /** {@return how many bytes have been read so far} */
    public long bytes() {
        return lines.bytes();
    }
}

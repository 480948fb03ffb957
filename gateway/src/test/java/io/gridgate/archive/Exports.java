package io.gridgate.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.log.move.Piece;
import io.gridgate.log.move.PieceSink;
import io.gridgate.log.move.PieceSource;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Exports and imports in memory. */
final class Exports {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":(\\d+)");

    private Exports() {}

    static byte[] export(PieceSource from) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (from) {
            ArchiveWriter writer = new ArchiveWriter(bytes, "test", AT);
            from.read(writer::write);
            writer.finish();
        }
        return bytes.toByteArray();
    }

    static Counts importInto(PieceSink sink, byte[] export) {
        try (sink) {
            ArchiveReader reader = new ArchiveReader(new ByteArrayInputStream(export));
            for (@Nullable Piece piece = reader.next(); piece != null; piece = reader.next()) {
                sink.put(piece);
            }
            sink.finish();
            return reader.counts();
        }
    }

    static List<String> lines(byte[] export) {
        return Arrays.asList(new String(export, UTF_8).split("\n", -1));
    }

    /**
     * Returns the lines without what may differ between stores: how they number, and the checksums
     * over it.
     *
     * @param shifts by topic, what was added to its sequences
     */
    static List<String> comparable(byte[] export, Map<String, Long> shifts) {
        return lines(export).stream()
                .filter(line -> !line.startsWith("{\"end\""))
                .map(line -> line.replaceAll(",\"crc32c\":\"[0-9a-f]{8}\"}$", "}"))
                .map(line -> line.replaceAll("\"nextSequence\":\\d+,\"shared\":\\w+", ""))
                .map(line -> unshifted(line, shifts))
                .toList();
    }

    private static String unshifted(String line, Map<String, Long> shifts) {
        for (Map.Entry<String, Long> shift : shifts.entrySet()) {
            Matcher sequence = SEQUENCE.matcher(line);
            if (line.contains("\"topic\":\"" + shift.getKey() + "\"") && sequence.find()) {
                long number = Long.parseLong(sequence.group(1)) - shift.getValue();
                return sequence.replaceFirst("\"sequence\":" + number);
            }
        }
        return line;
    }
}

package io.gridgate.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.log.embedded.EmbeddedSource;
import io.gridgate.log.move.Piece;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A file that is not as it was written is refused, with the line. */
class ArchiveTest {

    @TempDir private static Path folder;

    private static byte[] export;

    @BeforeAll
    static void make() throws InterruptedException {
        Path log = folder.resolve("log");
        RandomLog.make(log, 7);
        export = Exports.export(EmbeddedSource.open(log));
    }

    private static int read(byte[] file) {
        ArchiveReader reader = new ArchiveReader(new ByteArrayInputStream(file));
        int pieces = 0;
        for (@Nullable Piece piece = reader.next(); piece != null; piece = reader.next()) {
            pieces++;
        }
        return pieces;
    }

    private static byte[] joined(List<String> lines) {
        return String.join("\n", lines).getBytes(UTF_8);
    }

    @Test
    void readsWhatWasWritten() {
        assertThat(read(export)).isEqualTo(Exports.lines(export).size() - 3);
    }

    @Test
    void keepsEventsByteForByte() {
        String lines = new String(export, UTF_8);

        assertThat(lines).contains("{\"event\":{\"specversion\":\"1.0\",\"source\":\"/shop/ä\"");
        assertThat(lines).contains("\"data\": {\"amount\": 1.10, \"text\":\"\\u00e4\\n");
        assertThat(lines).contains("{\"eventBase64\":\"");
    }

    @Test
    void namesTheLineOfAChangedByte() {
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            byte[] changed = export.clone();
            int at = random.nextInt(changed.length);
            if (changed[at] == '\n') {
                continue;
            }
            changed[at] ^= 1;
            long line = 1;
            for (int before = 0; before < at; before++) {
                line += export[before] == '\n' ? 1 : 0;
            }
            assertThatThrownBy(() -> read(changed))
                    .as("byte %d", at)
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageStartingWith("line " + line + ": is damaged");
        }
    }

    @Test
    void refusesAFileThatIsCutAnywhere() {
        Random random = new Random(12);
        for (int i = 0; i < 300; i++) {
            byte[] cut = Arrays.copyOf(export, random.nextInt(export.length - 1));
            assertThatThrownBy(() -> read(cut))
                    .as("%d of %d bytes", cut.length, export.length)
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageStartingWith("line ");
        }
    }

    @Test
    void refusesAFileWithoutItsLastLine() {
        List<String> lines = new ArrayList<>(Exports.lines(export));
        int last = lines.size() - 1; // the text behind the last line break is empty
        lines.remove(last - 1);

        assertThatThrownBy(() -> read(joined(lines)))
                .hasMessage(
                        "line %d: the file ends here, and its last lines are missing"
                                .formatted(last));
    }

    @Test
    void refusesMissingDoubledAndExchangedLines() {
        List<String> missing = new ArrayList<>(Exports.lines(export));
        missing.remove(missing.size() / 2);
        List<String> doubled = new ArrayList<>(Exports.lines(export));
        doubled.add(doubled.size() / 2, doubled.get(doubled.size() / 2));
        List<String> exchanged = new ArrayList<>(Exports.lines(export));
        java.util.Collections.swap(exchanged, 20, 21);

        assertThatThrownBy(() -> read(joined(missing))).hasMessageContaining("it counts others");
        assertThatThrownBy(() -> read(joined(doubled))).hasMessageContaining("it counts others");
        assertThatThrownBy(() -> read(joined(exchanged)))
                .hasMessageEndingWith("lines before were changed: their SHA-256 is another");
    }

    @Test
    void refusesWhatComesBehind() {
        byte[] longer = (new String(export, UTF_8) + "more\n").getBytes(UTF_8);

        assertThatThrownBy(() -> read(longer))
                .hasMessageEndingWith("there is something behind the last line");
    }

    @Test
    void refusesWhatIsNoExport() {
        assertThatThrownBy(() -> read(new byte[0]))
                .hasMessage("line 1: the file ends here, and its last lines are missing");
        assertThatThrownBy(() -> read("{\"hello\":1}\n".getBytes(UTF_8)))
                .hasMessage("line 1: is damaged: its checksum is another, or missing");
    }

    @Test
    void refusesAnotherVersion() {
        JsonLine line = new JsonLine();
        line.begin("gridgate").object().field("archive", "log").field("version", 2).end();

        assertThatThrownBy(() -> read(line.finish()))
                .hasMessage("line 1: this export has version 2, and this program reads version 1");
    }

    @Test
    void refusesValuesOutOfTheirBounds() {
        JsonLine first = new JsonLine();
        first.begin("gridgate").object().field("archive", "log").field("version", 1).end();
        JsonLine topic = new JsonLine();
        topic.begin("topic").object().field("name", "x").field("retention", "P7D");
        topic.field("dedupWindow", "PT0S").field("nextSequence", 0).end();
        byte[] file = (text(first) + text(topic)).getBytes(UTF_8);

        assertThatThrownBy(() -> read(file))
                .hasMessage("line 2: topic name 'x' must be 3 to 50 letters, digits or hyphens");
    }

    private static String text(JsonLine line) {
        return new String(line.finish(), UTF_8);
    }
}

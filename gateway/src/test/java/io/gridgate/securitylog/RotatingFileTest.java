package io.gridgate.securitylog;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

final class RotatingFileTest {

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("made").resolve("security.jsonl");
    }

    @Test
    void startsTheNextFileWhenALineWouldNotFitAndDeletesTheOldest() throws IOException {
        RotatingFile lines = new RotatingFile(file, 10, 3);

        for (String line : List.of("one", "two", "three", "a line of its own", "four", "five")) {
            lines.write((line + "\n").getBytes(UTF_8));
        }

        assertThat(file).hasContent("four\nfive\n");
        assertThat(numbered(1)).hasContent("a line of its own\n");
        assertThat(numbered(2)).hasContent("three\n");
        assertThat(files()).hasSize(3);
    }

    @Test
    void keepsOneFileOnlyWhereThatIsAskedFor() throws IOException {
        RotatingFile lines = new RotatingFile(file, 4, 1);

        lines.write("one\n".getBytes(UTF_8));
        lines.write("two\n".getBytes(UTF_8));

        assertThat(file).hasContent("two\n");
        assertThat(files()).hasSize(1);
    }

    @Test
    void goesOnInTheFileOfTheLastStartAndAfterSomebodyMovedItAway() throws IOException {
        new RotatingFile(file, 100, 2).write("one\n".getBytes(UTF_8));
        RotatingFile lines = new RotatingFile(file, 100, 2);
        lines.write("two\n".getBytes(UTF_8));
        assertThat(file).hasContent("one\ntwo\n");

        Files.move(file, folder.resolve("elsewhere"));
        lines.write("three\n".getBytes(UTF_8));

        assertThat(file).hasContent("three\n");
    }

    @Test
    void isReadableByTheOwnerOnly() throws IOException {
        new RotatingFile(file, 100, 2).write("one\n".getBytes(UTF_8));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private Path numbered(int i) {
        return file.resolveSibling("security.jsonl." + i);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("made"))) {
            return all.toList();
        }
    }
}

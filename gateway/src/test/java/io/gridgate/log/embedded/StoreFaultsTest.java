package io.gridgate.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.log.AppendResult;
import io.gridgate.log.LogContract;
import io.gridgate.log.LogException;
import io.gridgate.log.LogFixture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the embedded log makes of a folder in use, a torn tail, and damage. */
class StoreFaultsTest extends LogContract {

    @TempDir private Path folder;

    private EmbeddedFixture embedded;

    @Override
    protected LogFixture open() {
        embedded = new EmbeddedFixture(folder);
        return embedded;
    }

    @Test
    void saysThatAnotherProcessHasTheFolder() {
        assertThatThrownBy(() ->
                        EmbeddedLog.open(
                                folder.resolve("log"), EmbeddedFixture.OPTIONS, embedded.clock()))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("in use by another process");
    }

    @Test
    void dropsATornTailThatWasNeverConfirmed() throws Exception {
        declareOrders();
        append(event("kept"));
        embedded.crash(copy -> {
            try (RandomAccessFile last = new RandomAccessFile(last(copy).toFile(), "rw")) {
                last.seek(lastByte(last) / 8 * 8 + 64); // the last round may end with zeros
                last.write("GRITGFR1 and then nothing that fits".getBytes(UTF_8));
            }
        });

        assertThat(append(event("kept"))).isInstanceOf(AppendResult.Duplicate.class);
        assertThat(leaseOne().event().json()).isEqualTo(json("kept", "1.10"));
    }

    @Test
    void refusesToStartOnADamagedLogAndSaysSo() throws Exception {
        declareOrders();
        for (int i = 0; i < 50; i++) {
            append(event("e" + i));
        }

        assertThatThrownBy(() ->
                        embedded.crash(copy -> {
                            try (RandomAccessFile last =
                                    new RandomAccessFile(last(copy).toFile(), "rw")) {
                                long middle = lastByte(last) / 2;
                                last.seek(middle);
                                int before = last.read();
                                last.seek(middle);
                                last.write(before ^ 0x40);
                            }
                        }))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("the log is damaged")
                .hasMessageMatching("(?s).*round \\d+ at byte \\d+ cannot be read, and byte .*")
                .hasMessageContaining("restore the folder from a back-up")
                .hasMessageContaining(folder.toString());
    }

    @Test
    void refusesToStartWithoutAFileThatItNeeds() throws Exception {
        declareOrders();
        for (int i = 0; i < 3; i++) {
            log().append(ORDERS, events(i + "-", 1_000));
        }
        assertThatThrownBy(() -> embedded.crash(copy -> Files.delete(segments(copy).get(1))))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("segment 0000000002 is missing");
    }

    @Test
    void saysWhichBytesOfAnEventAreDamaged() throws Exception {
        declareOrders();
        log().append(ORDERS, events("e", 1_000));
        log().append(ORDERS, events("f", 1_000));
        embedded.restart(data -> {
            for (Path segment : segments(data)) {
                byte[] bytes = Files.readAllBytes(segment);
                int at = new String(bytes, ISO_8859_1).indexOf("\"id\":\"e100\"");
                if (at >= 0) {
                    bytes[at + 8] ^= 1;
                    Files.write(segment, bytes);
                }
            }
        });

        assertThatThrownBy(() -> lease(1_000))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("do not have the checksum they were written with")
                .hasMessageMatching("(?s).* bytes at byte \\d+ of .*/0000000002.log .*");
    }

    private static List<Path> segments(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("segments"))) {
            return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
        }
    }

    /** Returns the last segment to which something was written. */
    private static Path last(Path data) throws IOException {
        for (Path file : segments(data).reversed()) {
            try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
                if (lastByte(opened) > 0) {
                    return file;
                }
            }
        }
        throw new IOException("there is nothing in " + data);
    }

    /** Returns where the last byte is that is not zero. */
    private static long lastByte(RandomAccessFile file) throws IOException {
        byte[] bytes = new byte[(int) file.length()];
        file.seek(0);
        file.readFully(bytes);
        for (int at = bytes.length - 1; at > 0; at--) {
            if (bytes[at] != 0) {
                return at;
            }
        }
        return 0;
    }
}

package io.gridgate.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Comparator;
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
                                folder.resolve("log"),
                                EmbeddedLogOptions.DEFAULT,
                                embedded.clock()))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("in use by another process");
    }

    @Test
    void dropsATornTailThatWasNeverConfirmed() throws Exception {
        declareOrders();
        append(event("kept"));
        embedded.crash(copy -> {
            Path store = copy.resolve("store");
            try (RandomAccessFile wal = new RandomAccessFile(wal(store).toFile(), "rw")) {
                wal.seek(wal.length());
                wal.write(new byte[] {1, 2, 3, 4, 100, 0, 1, 7, 7});
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
                            Path store = copy.resolve("store");
                            try (RandomAccessFile wal =
                                    new RandomAccessFile(wal(store).toFile(), "rw")) {
                                long middle = lastByte(wal) / 2;
                                wal.seek(middle);
                                int before = wal.read();
                                wal.seek(middle);
                                wal.write(before ^ 0x40);
                            }
                        }))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining(folder.toString());
    }

    @Test
    void refusesToStartWithoutAFileThatItNeeds() throws Exception {
        declareOrders();
        append(event("a"));
        assertThatThrownBy(() ->
                        embedded.crash(
                                copy -> Files.delete(largest(copy.resolve("store"), "MANIFEST"))))
                .isInstanceOf(LogException.class);
    }

    private static Path wal(Path store) throws IOException {
        return largest(store, ".log");
    }

    private static Path largest(Path store, String name) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            return files.filter(file -> file.getFileName().toString().contains(name))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    /** Returns where the last byte is that is not zero. */
    private static long lastByte(RandomAccessFile file) throws IOException {
        for (long at = file.length() - 1; at > 0; at--) {
            file.seek(at);
            if (file.read() != 0) {
                return at;
            }
        }
        return 0;
    }
}

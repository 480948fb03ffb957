package io.gridgate.log.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.log.LogException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** A folder of another version is refused with words that say so. */
class FormatTest {

    @TempDir private Path folder;

    @BeforeEach
    void loadLibrary() {
        System.setProperty(NativeLibrary.FOLDER_PROPERTY, "target/native");
        NativeLibrary.load(Path.of("target/native"));
    }

    private void assertRefused(String found) {
        assertThatThrownBy(() ->
                        EmbeddedLog.open(
                                folder, EmbeddedLogOptions.DEFAULT, InstantSource.system()))
                .isInstanceOf(LogException.class)
                .hasMessageContaining(folder.resolve("store").toString())
                .hasMessageContaining("was written by another version of Gridgate: it has " + found)
                .hasMessageContaining("this version reads format 2");
    }

    @Test
    void refusesTheFirstFormatWithItsOtherFamilies() throws Exception {
        Path store = Files.createDirectories(folder.resolve("store"));
        try (Options options = new Options().setCreateIfMissing(true);
                RocksDB database = RocksDB.open(options, store.toString())) {
            family(database, "meta");
            family(database, "dedup_order");
        }

        assertRefused("another format");
    }

    private static void family(RocksDB database, String name) throws RocksDBException {
        database.createColumnFamily(
                        new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.US_ASCII)))
                .close();
    }

    @Test
    void refusesAStoreWithoutAFormat() {
        put(Keys.meta(Keys.TOPIC, 1), new byte[] {1});

        assertRefused("format 1");
    }

    @Test
    void refusesALaterFormat() {
        put(Keys.FORMAT, new byte[] {9});

        assertRefused("format 9");
    }

    private void put(byte[] key, byte[] value) {
        try (Store store = Store.open(folder.resolve("store"), EmbeddedLogOptions.DEFAULT)) {
            Batch batch = new Batch(store.familyIds());
            batch.put(Family.META, key, value);
            store.write(batch, true);
        }
    }
}

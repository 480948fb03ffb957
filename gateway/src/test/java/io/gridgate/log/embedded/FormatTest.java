package io.gridgate.log.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.log.LogException;
import io.gridgate.log.segment.Kind;
import io.gridgate.log.segment.Round;
import io.gridgate.log.segment.SegmentStore;
import io.gridgate.log.segment.StoreOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** A folder of another version is refused with words that say so. */
class FormatTest {

    @TempDir private Path folder;

    private void assertRefused(String found) {
        assertThatThrownBy(() ->
                        EmbeddedLog.open(
                                folder, EmbeddedLogOptions.DEFAULT, InstantSource.system()))
                .isInstanceOf(LogException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("was written by another version of Gridgate: it has " + found)
                .hasMessageContaining("this version reads format 4");
    }

    @Test
    void refusesTheFolderOfAnOlderEngine() throws Exception {
        Path store = Files.createDirectories(folder.resolve("store"));
        Files.writeString(store.resolve("CURRENT"), "MANIFEST-000005");

        assertRefused("format 2");
    }

    @Test
    void refusesAStoreWithoutAFormat() {
        put(Keys.TOPIC, 1, new byte[] {1});

        assertRefused("format 0");
    }

    @Test
    void refusesALaterFormat() {
        put(Keys.FORMAT, 0, new byte[] {9});

        assertRefused("format 9");
    }

    private void put(int owner, long number, byte[] value) {
        try (SegmentStore store =
                SegmentStore.open(folder.resolve("segments"), new StoreOptions(1 << 20))) {
            Round round = new Round();
            round.put(Kind.META, owner, number, value);
            store.write(round, true);
        }
    }
}

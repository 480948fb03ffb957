package io.gridgate.log.embedded;

import io.gridgate.log.LogException;
import io.gridgate.log.segment.Kind;
import io.gridgate.log.segment.Round;
import io.gridgate.log.segment.SegmentStore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The version of the stored form; it rises whenever an older program could not read what is there.
 */
final class Format {

    private static final byte CURRENT = 4;

    private Format() {}

    /**
     * Marks an empty store as of this version.
     *
     * @throws LogException if the store is of another version
     */
    static void check(SegmentStore store, Path folder) {
        byte[] found = store.settings(Keys.FORMAT).get(0L);
        if (found == null && store.usage().segments() == 0) {
            Round round = new Round();
            round.put(Kind.META, Keys.FORMAT, 0, new byte[] {CURRENT});
            store.write(round, true);
        } else if (found == null || !Arrays.equals(found, new byte[] {CURRENT})) {
            throw other(folder, found == null ? 0 : found[0]);
        }
    }

    /**
     * Refuses the folder of a version that stored its events elsewhere.
     *
     * @param data the folder of the log
     */
    static void checkOlder(Path data) {
        if (Files.exists(data.resolve("store").resolve("CURRENT"))) {
            throw other(data, 2);
        }
    }

    private static LogException other(Path folder, int found) {
        return new LogException(
                ("the log in %s was written by another version of Gridgate: it has format %d,"
                                + " this version reads format %d; start with an empty data folder,"
                                + " or with the version that wrote this one")
                        .formatted(folder, found, CURRENT));
    }
}

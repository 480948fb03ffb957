package io.gridgate.log.embedded;

import io.gridgate.log.LogException;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * The version of the stored form; it rises whenever an older program could not read what is there.
 */
final class Format {

    private static final byte CURRENT = 2;

    private Format() {}

    /**
     * Marks an empty store as of this version.
     *
     * @throws LogException if the store is of another version
     */
    static void check(Store store, Path folder) {
        byte[] found = store.get(Family.META, Keys.FORMAT);
        if (found == null && isEmpty(store)) {
            Batch batch = new Batch(store.familyIds());
            batch.put(Family.META, Keys.FORMAT, new byte[] {CURRENT});
            store.write(batch, true);
        } else if (found == null || !Arrays.equals(found, new byte[] {CURRENT})) {
            throw other(folder, "format " + (found == null ? 1 : found[0]), null);
        }
    }

    private static boolean isEmpty(Store store) {
        boolean[] empty = {true};
        store.scan(
                Family.META,
                new byte[] {0},
                new byte[] {Byte.MAX_VALUE},
                (_, _) -> empty[0] = false);
        return empty[0];
    }

    /** Says what to do about a store of another version. */
    static LogException other(Path folder, String found, @Nullable Throwable cause) {
        LogException fault =
                new LogException(
                        ("the log in %s was written by another version of Gridgate: it has %s,"
                                        + " this version reads format %d; start with an empty data"
                                        + " folder, or with the version that wrote this one")
                                .formatted(folder, found, CURRENT));
        if (cause != null) {
            fault.initCause(cause);
        }
        return fault;
    }
}

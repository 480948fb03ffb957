package io.gridgate.log.embedded;

import io.gridgate.log.LogException;

import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Loads RocksDB's native library once per process.
 *
 * <p>The system property {@value #FOLDER_PROPERTY} names the folder that has it (or gets it);
 * without it a folder beside the data does. RocksDB's own way would unpack 15 MB into the temporary
 * folder at each start and leave them there after {@code kill -9}.
 */
final class NativeLibrary {

    /** The system property that names the folder with the library. */
    static final String FOLDER_PROPERTY = "gridgate.native.dir";

    static final String NAME_IN_JAR = Environment.getJniLibraryFileName("rocksdb");

    /** The name that {@link RocksDB#loadLibrary(List)} looks for; not the one in the jar. */
    private static final String NAME_LOADED = Environment.getJniLibraryFileName("rocksdbjni");

    private static boolean loaded;

    private NativeLibrary() {}

    /**
     * Loads the library, unpacking it first where it is missing.
     *
     * @param fallback the folder that is used where the property names none
     */
    static synchronized void load(Path fallback) {
        if (loaded) {
            return;
        }
        String configured = System.getProperty(FOLDER_PROPERTY);
        Path folder = (configured == null ? fallback : Path.of(configured)).toAbsolutePath();
        try {
            unpack(NAME_IN_JAR, folder.resolve(NAME_LOADED));
        } catch (IOException e) {
            throw new LogException("cannot unpack the native library of RocksDB into " + folder, e);
        }
        RocksDB.loadLibrary(List.of(folder.toString()));
        loaded = true;
    }

    /** Puts the library where it is loaded from, unless it is there already in full. */
    static void unpack(String name, Path library) throws IOException {
        try (@Nullable InputStream packed =
                RocksDB.class.getClassLoader().getResourceAsStream(name)) {
            if (packed == null && Files.exists(library)) {
                return;
            }
            if (packed == null) {
                throw new LogException(
                        "the jar of RocksDB on the class path lacks "
                                + name
                                + " for this platform");
            }
            if (Files.exists(library) && Files.size(library) == sizeOf(name)) {
                return;
            }
            Files.createDirectories(library.resolveSibling("."));
            Path part = Files.createTempFile(library.resolveSibling("."), name, ".part");
            Files.copy(packed, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, library, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static long sizeOf(String name) throws IOException {
        return RocksDB.class
                .getClassLoader()
                .getResource(name)
                .openConnection()
                .getContentLengthLong();
    }
}

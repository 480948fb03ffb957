package io.gridgate.handlers.claimcheck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Keeps data as files of a folder, one for each, which sender and handler share: on one machine, or
 * over a network file system.
 *
 * <p>A file appears whole, by a rename, after it was forced to disk. Who may read is up to the
 * permissions of the folder. Safe for use by many threads and processes.
 */
public final class FolderStore implements DataStore {

    private static final String UNFINISHED = ".part";

    private final Path folder;
    private final DataAddress addresses;
    private final InstantSource clock;

    /**
     * Makes a store whose addresses are those of its files.
     *
     * @param folder is made where it is not there
     */
    public FolderStore(Path folder) {
        this(folder, folder.toAbsolutePath().normalize().toUri());
    }

    /**
     * Makes a store whose addresses are independent of where the folder is mounted.
     *
     * @param folder is made where it is not there
     * @param base what addresses begin with, the same for sender and handler; absolute, without
     *     query
     */
    public FolderStore(Path folder, URI base) {
        this(folder, base, InstantSource.system());
    }

    FolderStore(Path folder, URI base, InstantSource clock) {
        this.folder = folder;
        this.addresses = new DataAddress(base);
        this.clock = clock;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder + " cannot be made", e);
        }
    }

    @Override
    public URI put(String name, byte[] data) throws IOException {
        URI address = addresses.of(name);
        Path unfinished = folder.resolve(name + "." + UUID.randomUUID() + UNFINISHED);
        try {
            try (FileChannel file =
                    FileChannel.open(
                            unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(data);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
            Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        forceFolder();
        return address;
    }

    /** Forces the rename to disk; Linux and macOS let a folder be opened for that. */
    private void forceFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public boolean reads(URI address) {
        return addresses.name(address).isPresent();
    }

    @Override
    public StoredData read(URI address, int bytesMax) throws IOException {
        try (InputStream in = Files.newInputStream(file(address))) {
            byte[] data = in.readNBytes(bytesMax);
            return in.read() < 0 ? new StoredData.Found(data) : new StoredData.TooLarge();
        } catch (NoSuchFileException e) {
            return new StoredData.Missing();
        }
    }

    @Override
    public boolean delete(URI address) throws IOException {
        return Files.deleteIfExists(file(address));
    }

    private Path file(URI address) {
        return folder.resolve(addresses.required(address));
    }

    /**
     * Removes data that were stored, or stored again, longer ago than an age, and what a crash left
     * unfinished then. Several processes may do so at the same time.
     *
     * @param age longer than any event subscription keeps its events; Event Grid's most is 7 days
     * @return how many files were removed
     * @throws IOException if the folder cannot be read
     */
    public int deleteOlderThan(Duration age) throws IOException {
        Instant before = clock.instant().minus(age);
        int removed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FolderStore::isOurs)) {
            for (Path file : files) {
                if (modified(file).isBefore(before) && Files.deleteIfExists(file)) {
                    removed++;
                }
            }
        }
        return removed;
    }

    private static Instant modified(Path file) throws IOException {
        try {
            FileTime time = Files.getLastModifiedTime(file);
            return time.toInstant();
        } catch (NoSuchFileException e) {
            return Instant.MAX;
        }
    }

    private static boolean isOurs(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.matches("[0-9a-f]{64}(\\.[0-9a-f-]{36}\\.part)?");
    }
}

package io.gridgate.log.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A store with small segments in a folder of a test. */
final class StoreFixture implements AutoCloseable {

    static final StoreOptions OPTIONS = new StoreOptions(64 << 10);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Disk disk;
    private Path folder;
    private SegmentStore store;

    StoreFixture(Path folder) {
        this(folder, Disk.REAL);
    }

    StoreFixture(Path folder, Disk disk) {
        this.disk = disk;
        this.folder = folder;
        this.store = SegmentStore.open(folder, OPTIONS, disk, Background.THREADS);
    }

    SegmentStore store() {
        return store;
    }

    Path folder() {
        return folder;
    }

    void reopen() {
        store.close();
        store = SegmentStore.open(folder, OPTIONS, disk, Background.THREADS);
    }

    /** Goes on with a copy of the files as they are now. */
    void crash() {
        Path copy = folder.resolveSibling(folder.getFileName() + "+");
        for (Path file : files("")) {
            copy(file, copy);
        }
        store.close();
        folder = copy;
        store = SegmentStore.open(folder, OPTIONS, disk, Background.THREADS);
    }

    /** The keeper goes on meanwhile, and may have given a file another name. */
    static void copy(Path file, Path folder) {
        try {
            Files.createDirectories(folder);
            Files.copy(file, folder.resolve(file.getFileName()));
        } catch (java.nio.file.NoSuchFileException _) {
            delete(folder.resolve(file.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the files whose names end so, in their order. */
    List<Path> files(String suffix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void deleteIndexes() {
        files(SegmentName.INDEX_SUFFIX).forEach(StoreFixture::delete);
    }

    /** Lets the store do what is due until something is so. */
    void maintainUntil(BooleanSupplier done) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            store.maintain();
            Thread.onSpinWait();
        }
    }

    void put(Kind kind, int owner, long number, String value) {
        put(kind, owner, number, value.getBytes(StandardCharsets.UTF_8));
    }

    void put(Kind kind, int owner, long number, byte[] value) {
        Round round = new Round();
        round.put(kind, owner, number, value);
        store.write(round, true);
    }

    void removeChunk(int owner, long number) {
        Round round = new Round();
        round.remove(Kind.CHUNKS, owner, number);
        store.write(round, true);
    }

    /** Puts events of 10 KB each. */
    void putEvents(int owner, long from, long to) {
        for (long number = from; number < to; number++) {
            put(Kind.EVENTS, owner, number, tenKilobytes(number));
        }
    }

    static byte[] tenKilobytes(long number) {
        byte[] value = new byte[10_000];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) (number * 31 + i);
        }
        return value;
    }

    List<Long> scanned(Kind kind, int owner) {
        List<Long> numbers = new ArrayList<>();
        store.scan(kind, owner, 0, Long.MAX_VALUE, entry -> numbers.add(entry.number()));
        return numbers;
    }

    List<String> paged(int owner, long from, int max) {
        return store.page(Kind.DEAD, owner, from, max).stream()
                .map(entry -> entry.number() + "=" + text(entry))
                .toList();
    }

    List<String> chunks(int owner, long from, long to) {
        List<String> found = new ArrayList<>();
        store.chunks(owner, from, to, entry -> found.add(entry.number() + "=" + text(entry)));
        return found;
    }

    static String text(Entry entry) {
        return new String(entry.present(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        store.close();
    }
}

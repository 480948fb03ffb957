package io.gridgate.log.embedded;

import io.gridgate.log.EventLog;
import io.gridgate.log.FakeClock;
import io.gridgate.log.LogFixture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** An embedded log on a temporary folder and a fake clock. */
final class EmbeddedFixture implements LogFixture {

    static {
        System.setProperty(NativeLibrary.FOLDER_PROPERTY, "target/native");
    }

    private final FakeClock clock = new FakeClock();
    private final Path parent;
    private Path folder;
    private int crashes;
    private EmbeddedLog log;

    EmbeddedFixture(Path parent) {
        this.parent = parent;
        this.folder = parent.resolve("log");
        this.log = open();
    }

    private EmbeddedLog open() {
        return EmbeddedLog.open(folder, EmbeddedLogOptions.DEFAULT, clock);
    }

    @Override
    public EventLog log() {
        return log;
    }

    @Override
    public FakeClock clock() {
        return clock;
    }

    @Override
    public void tick() {
        log.tick();
    }

    @Override
    public void restart() {
        restart(_ -> {});
    }

    /** Closes the log, does something to its files, and opens it again. */
    void restart(Damage damage) {
        log.close();
        damage(damage, folder);
        log = open();
    }

    Path folder() {
        return folder;
    }

    /** Returns how many entries a column family has; the log is restarted on the way. */
    int count(Family family) {
        int[] count = new int[1];
        scan(family, (_, _) -> count[0]++);
        return count[0];
    }

    /** Returns how many dedup records there are; the log is restarted on the way. */
    int dedupRecords() {
        int[] count = new int[1];
        scan(
                Family.DEDUP,
                (key, value) -> {
                    DedupBlock block = new DedupBlock(key, value);
                    while (block.next()) {
                        count[0]++;
                    }
                });
        return count[0];
    }

    private void scan(Family family, BiConsumer<byte[], byte[]> visitor) {
        log.close();
        try (Store store = Store.open(folder.resolve("store"), EmbeddedLogOptions.DEFAULT)) {
            store.scan(
                    family,
                    new byte[0],
                    Keys.of(Integer.MAX_VALUE, 0),
                    (key, value) -> {
                        visitor.accept(key, value);
                        return true;
                    });
        }
        log = open();
    }

    /** Goes on with a copy of the files as they are while the log is open. */
    @Override
    public void crash() {
        crash(_ -> {});
    }

    /** Does something to the files of the log. */
    interface Damage {
        void to(Path folder) throws IOException;
    }

    void crash(Damage damage) {
        Path copy = parent.resolve("after-crash-" + ++crashes);
        copy(folder, copy);
        damage(damage, copy);
        EmbeddedLog crashed = EmbeddedLog.open(copy, EmbeddedLogOptions.DEFAULT, clock);
        log.close();
        folder = copy;
        log = crashed;
    }

    private static void damage(Damage damage, Path folder) {
        try {
            damage.to(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        log.close();
    }
}

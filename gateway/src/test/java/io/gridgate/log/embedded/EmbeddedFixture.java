package io.gridgate.log.embedded;

import io.gridgate.log.EventLog;
import io.gridgate.log.FakeClock;
import io.gridgate.log.LogFixture;
import io.gridgate.log.segment.Kind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** An embedded log on a temporary folder and a fake clock. */
public final class EmbeddedFixture implements LogFixture {

    /** Segments that are soon full, so that there are several. */
    static final EmbeddedLogOptions OPTIONS =
            new EmbeddedLogOptions(
                    EmbeddedLogOptions.DEFAULT.queuedCallsMax(),
                    EmbeddedLogOptions.DEFAULT.queuedBytesMax(),
                    128 << 10,
                    EmbeddedLogOptions.DEFAULT.deadLetterRetention());

    private final FakeClock clock = new FakeClock();
    private final Path parent;
    private Path folder;
    private int crashes;
    private EmbeddedLog log;

    /**
     * Opens a log.
     *
     * @param parent its folder is made in here
     */
    public EmbeddedFixture(Path parent) {
        this.parent = parent;
        this.folder = parent.resolve("log");
        this.log = open();
    }

    private EmbeddedLog open() {
        return EmbeddedLog.open(folder, OPTIONS, clock);
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

    /** Returns how many wanted values there are of a kind. */
    int count(Kind kind) {
        return log.ask(state -> {
            int[] count = new int[1];
            for (int owner = 1; owner < 10; owner++) {
                if (kind == Kind.CHUNKS) {
                    state.store().chunks(owner, 0, Long.MAX_VALUE, _ -> ++count[0] > 0);
                } else {
                    state.store().scan(kind, owner, 0, Long.MAX_VALUE, _ -> ++count[0] > 0);
                }
            }
            return count[0];
        });
    }

    /** Returns how many wanted dedup records there are. */
    int dedupRecords() {
        return log.ask(state -> {
            int[] count = new int[1];
            for (TopicState topic : state.topics()) {
                state.store()
                        .scan(
                                Kind.DEDUP,
                                topic.id(),
                                0,
                                Long.MAX_VALUE,
                                stored -> {
                                    DedupBlock block = new DedupBlock(topic.id(), stored);
                                    while (block.next()) {
                                        count[0]++;
                                    }
                                    return true;
                                });
            }
            return count[0];
        });
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
        EmbeddedLog crashed = EmbeddedLog.open(copy, OPTIONS, clock);
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
                copyOne(file, to.resolve(from.relativize(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The log goes on meanwhile, and may have replaced a file that it does not need. */
    private static void copyOne(Path from, Path to) throws IOException {
        try {
            Files.copy(from, to);
        } catch (NoSuchFileException _) {
            Files.deleteIfExists(to);
        }
    }

    @Override
    public boolean keepsLocks() {
        return false;
    }

    @Override
    public void close() {
        log.close();
    }
}

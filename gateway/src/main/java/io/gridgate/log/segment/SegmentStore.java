package io.gridgate.log.segment;

import io.gridgate.log.LogException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.LongPredicate;

/**
 * Records in segments on disk. Rounds are appended to the last segment; a full one gets an index
 * and is never changed. Where neighbours are mostly dead they are merged into one without the dead,
 * so the disk holds about twice what is wanted at most, and {@value #DEAD_SEGMENTS} segments.
 *
 * <p>One thread writes and asks; {@link #floor} is for any thread, and so are {@link Entry}s. After
 * a failed write the store must be closed and opened again.
 */
public final class SegmentStore implements AutoCloseable {

    /** Merging begins when this many segments' worth of bytes can be gained, and half of all. */
    static final int DEAD_SEGMENTS = 4;

    private final Path folder;
    private final FileChannel lockFile;
    private final Catalog catalog = new Catalog();
    private final Segments segments;
    private boolean failed;
    private volatile boolean closed;

    private SegmentStore(
            Path folder,
            StoreOptions options,
            Disk disk,
            Background background,
            FileChannel lockFile)
            throws IOException {
        this.folder = folder;
        this.lockFile = lockFile;
        this.segments = new Segments(folder, options, disk, background, catalog);
    }

    /**
     * Opens or creates the store in a folder.
     *
     * @param folder where the segments are, for this store alone
     * @param options the limits
     * @return the store
     * @throws LogException if another process has the folder, or if the segments are damaged
     */
    public static SegmentStore open(Path folder, StoreOptions options) {
        return open(folder, options, Disk.REAL, Background.THREADS);
    }

    static SegmentStore open(Path folder, StoreOptions options, Disk disk, Background background) {
        try {
            Files.createDirectories(folder);
            FileChannel lockFile =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            try {
                lock(folder, lockFile);
                return new SegmentStore(folder, options, disk, background, lockFile);
            } catch (Throwable e) {
                lockFile.close();
                throw e;
            }
        } catch (IOException e) {
            throw Faults.opening(folder, e);
        } catch (InternalError e) {
            throw Faults.opening(folder, new IOException("the disk failed", e));
        }
    }

    private static void lock(Path folder, FileChannel file) throws IOException {
        try {
            @Nullable FileLock lock = file.tryLock();
            if (lock == null) {
                throw Faults.inUse(folder);
            }
        } catch (OverlappingFileLockException _) {
            throw Faults.inUse(folder);
        }
    }

    /**
     * {@return the settings of an owner, by number; not to be changed}
     *
     * @param owner the owner
     */
    public NavigableMap<Long, byte[]> settings(int owner) {
        return catalog.settings(owner);
    }

    /**
     * Finds the record with the highest number up to a given one, of a kind whose numbers only
     * rise.
     *
     * @param kind events or dedup records
     * @param owner the owner
     * @param number the highest number
     * @return the record, or null where there is none
     * @throws LogException.Unavailable if the store is closed
     */
    public @Nullable Entry floor(Kind kind, int owner, long number) {
        while (!closed) {
            Run run = catalog.timeline(kind, owner).floor(number);
            if (run == null) {
                return null;
            }
            if (run.segment().acquire()) {
                try {
                    return Entry.of(run, run.floor(number));
                } finally {
                    run.segment().release();
                }
            }
        }
        throw closedNow();
    }

    static LogException.Unavailable closedNow() {
        return new LogException.Unavailable("the log is closed");
    }

    /** Visits records. */
    public interface Visitor {
        /**
         * Takes a record.
         *
         * @param stored the record
         * @return whether to go on
         */
        boolean visit(Entry stored);
    }

    /**
     * Visits the wanted records of a kind whose numbers only rise, in their order.
     *
     * @param kind events or dedup records
     * @param owner the owner
     * @param from the first number
     * @param to the number before which to stop
     * @param visitor takes them
     */
    public void scan(Kind kind, int owner, long from, long to, Visitor visitor) {
        Timeline timeline = catalog.timeline(kind, owner);
        for (int r = Math.max(0, timeline.floorIndex(from)); r < timeline.size(); r++) {
            Run run = timeline.run(r);
            for (int i = run.ceiling(from); i < run.size() && run.number(i) < to; i++) {
                if (!run.isDead(i) && !visitor.visit(Entry.of(run, i))) {
                    return;
                }
            }
        }
    }

    /**
     * {@return wanted records of a kind whose numbers come in any order, by number}
     *
     * @param kind dead letters
     * @param owner the owner
     * @param from the first number
     * @param max most records
     */
    public List<Entry> page(Kind kind, int owner, long from, int max) {
        List<Entry> page = new ArrayList<>();
        for (Run run : catalog.timeline(kind, owner).runs()) {
            int taken = 0;
            for (int i = run.ceiling(from); i < run.size() && taken < max; i++) {
                if (!run.isDead(i)) {
                    page.add(Entry.of(run, i));
                    taken++;
                }
            }
        }
        page.sort(null);
        return List.copyOf(page.subList(0, Math.min(max, page.size())));
    }

    /**
     * {@return whether there is a wanted record}
     *
     * @param kind dead letters
     * @param owner the owner
     * @param number the number
     */
    public boolean has(Kind kind, int owner, long number) {
        for (Run run : catalog.timeline(kind, owner).runs()) {
            int index = run.find(number);
            if (index >= 0 && !run.isDead(index)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Visits the pending chunks of an owner in the order of their numbers.
     *
     * @param owner the owner
     * @param from the first number
     * @param to the number before which to stop
     * @param visitor takes them
     */
    public void chunks(int owner, long from, long to, Visitor visitor) {
        if (from >= to) {
            return;
        }
        for (var each : catalog.chunks(owner).subMap(from, to).entrySet()) {
            Run run = each.getValue();
            if (!visitor.visit(Entry.of(run, run.find(each.getKey())))) {
                return;
            }
        }
    }

    /**
     * {@return the chunk with the highest number up to a given one, or null}
     *
     * @param owner the owner
     * @param number the highest number
     */
    public @Nullable Entry chunk(int owner, long number) {
        var entry = catalog.chunks(owner).floorEntry(number);
        return entry == null
                ? null
                : Entry.of(entry.getValue(), entry.getValue().find(entry.getKey()));
    }

    /**
     * Takes note of what is not wanted any more. Not durable; {@link #retain} says it again after a
     * start.
     *
     * @param kind a kind that is not written again
     * @param owner the owner
     * @param from the first number
     * @param to the number before which to stop
     */
    public void remove(Kind kind, int owner, long from, long to) {
        Timeline timeline = catalog.timeline(kind, owner);
        boolean rising = kind != Kind.DEAD;
        for (int r = rising ? Math.max(0, timeline.floorIndex(from)) : 0;
                r < timeline.size();
                r++) {
            Run run = timeline.run(r);
            if (rising && run.number(0) >= to) {
                return;
            }
            for (int i = run.ceiling(from); i < run.size() && run.number(i) < to; i++) {
                run.kill(i);
            }
        }
    }

    /**
     * Takes note of what is wanted.
     *
     * @param kind a kind that is not written again
     * @param owner the owner
     * @param wanted tells of a number whether its record is wanted
     */
    public void retain(Kind kind, int owner, LongPredicate wanted) {
        for (Run run : catalog.timeline(kind, owner).runs()) {
            for (int i = 0; i < run.size(); i++) {
                if (!wanted.test(run.number(i))) {
                    run.kill(i);
                }
            }
        }
    }

    /**
     * Writes all or nothing. Survives the end of this process; survives the end of the machine
     * where asked to.
     *
     * @param round what to write
     * @param sync whether to return only when the disk has it
     * @throws LogException.Unavailable if it could not be written; the store must be opened again
     */
    public void write(Round round, boolean sync) {
        if (failed) {
            throw new LogException.Unavailable(
                    "the log in " + folder + " failed before, and must be opened again");
        }
        try {
            segments.write(round, sync);
        } catch (IOException e) {
            failed = true;
            throw Faults.writing(folder, e);
        } catch (RuntimeException | Error e) {
            failed = true;
            throw e;
        }
    }

    /**
     * Does what is due: gives space back, and tries again what failed. Cheap; to be called every
     * second or so.
     *
     * @throws LogException.Unavailable if the disk failed; the store must be opened again
     */
    public void maintain() {
        segments.collect();
        if (failed) {
            return;
        }
        try {
            segments.merge();
        } catch (IOException e) {
            failed = true;
            throw Faults.writing(folder, e);
        }
    }

    /**
     * Gives back all the space that merging can, however little that is, and waits for it.
     *
     * @throws LogException.Unavailable if the disk failed; the store must be opened again
     */
    public void compact() {
        try {
            segments.compact();
        } catch (IOException e) {
            failed = true;
            throw Faults.writing(folder, e);
        }
    }

    /** {@return the bytes of all segments, and of those the wanted} */
    public Usage usage() {
        return segments.usage();
    }

    /**
     * What the segments hold.
     *
     * @param segments how many there are
     * @param bytes their bytes
     * @param liveBytes the bytes of wanted records
     */
    public record Usage(int segments, long bytes, long liveBytes) {}

    /** Puts all on disk and closes the files; waits for nobody who reads. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lockFile;
                segments) {
            if (!failed) {
                segments.finish();
            }
        } catch (IOException e) {
            throw Faults.writing(folder, e);
        }
    }
}

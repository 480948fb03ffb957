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
    private final Disk disk;
    private final Keeper keeper;
    private final Spares spares;
    private final List<Content> contents;
    private final Merging merging;
    private final List<Content> unindexed = new ArrayList<>();
    private @Nullable SegmentWriter writer;
    private long lastRound;
    private long forced;
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
        this.disk = disk;
        this.lockFile = lockFile;
        this.contents = new ArrayList<>(Opening.open(folder, disk, catalog));
        this.lastRound = Opening.lastRound(contents);
        this.forced = lastRound;
        this.keeper = new Keeper(background);
        this.spares = new Spares(folder, disk, options.segmentBytes(), background);
        this.merging = new Merging(folder, disk, options.segmentBytes(), keeper);
        contents.forEach(this::index);
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
            SegmentWriter target = writer;
            if (target == null || !target.hasRoom(round.bytes())) {
                target = next(round.bytes());
            }
            append(target, round);
            if (sync) {
                force(target);
            }
        } catch (IOException e) {
            failed = true;
            throw Faults.writing(folder, e);
        } catch (RuntimeException | Error e) {
            failed = true;
            throw e;
        }
    }

    private void append(SegmentWriter target, Round round) throws IOException {
        int at = target.append(round, lastRound + 1, forced);
        lastRound++;
        Content content = target.content();
        round.entries(
                at,
                (kind, owner, number, entryAt, length) ->
                        catalog.take(content, kind, owner, number, entryAt, length));
    }

    private void force(SegmentWriter target) throws IOException {
        target.force();
        forced = lastRound;
    }

    /** Goes on with a new segment, which begins with all settings. */
    private SegmentWriter next(int bytes) throws IOException {
        keeper.collect();
        SegmentWriter full = writer;
        if (full != null) {
            force(full);
            writer = null;
            finish(full);
        }
        Round settings = new Round();
        catalog.repeatSettings(settings);
        int number = contents.isEmpty() ? 1 : contents.getLast().name().last() + 1;
        SegmentWriter fresh = spares.take(number, (long) settings.bytes() + bytes);
        writer = fresh;
        contents.add(fresh.content());
        if (!settings.isEmpty()) {
            append(fresh, settings);
        }
        return fresh;
    }

    private void finish(SegmentWriter full) {
        Content content = full.content();
        keeper.submit(
                "closing " + content.segment(),
                () -> {
                    try (full) {
                        full.finish();
                    }
                    return indexed(content);
                },
                () -> unindexed.add(content));
    }

    private void index(Content content) {
        if (!content.isStored()) {
            keeper.submit(
                    "writing the index of " + content.segment(),
                    () -> indexed(content),
                    () -> unindexed.add(content));
        }
    }

    private Runnable indexed(Content content) throws IOException {
        Path file = content.name().index(folder);
        IndexFile.write(content, file, disk);
        Content stored = IndexFile.open(content.segment(), file);
        if (stored == null) {
            throw new IOException(file + " is not as it was written");
        }
        return () -> stored(content, stored);
    }

    private void stored(Content collected, Content stored) {
        catalog.stored(collected, stored);
        contents.set(contents.indexOf(collected), stored);
    }

    /**
     * Does what is due: gives space back, and tries again what failed. Cheap; to be called every
     * second or so.
     *
     * @throws LogException.Unavailable if the disk failed; the store must be opened again
     */
    public void maintain() {
        keeper.collect();
        List<Content> again = List.copyOf(unindexed);
        unindexed.clear();
        again.forEach(this::index);
        SegmentWriter target = writer;
        if (target == null || failed) {
            return;
        }
        try {
            List<Content> window = merging.window(contents);
            if (!window.isEmpty()) {
                force(target); // what makes a record dead must outlive it
                merging.begin(new Merge(window, catalog), this::merged);
            }
        } catch (IOException e) {
            failed = true;
            throw Faults.writing(folder, e);
        }
    }

    private void merged(Merge merge, Content result) {
        catalog.merged(merge, result);
        int at = contents.indexOf(merge.sources().getFirst());
        contents.subList(at, at + merge.sources().size()).clear();
        contents.add(at, result);
        for (Content gone : merge.sources()) {
            try {
                disk.delete(gone.name().index(folder));
            } catch (IOException _) {
                // the next start removes it
            }
            gone.segment().retire(() -> spares.recycle(gone.segment().file()));
        }
    }

    /** {@return the bytes of all segments, and of those the wanted} */
    public Usage usage() {
        long total = 0;
        long live = 0;
        for (Content content : contents) {
            total += content.end();
            live += content.liveBytes();
        }
        return new Usage(contents.size(), total, live);
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
                spares) {
            keeper.close();
            SegmentWriter last = writer;
            if (last != null) {
                close(last);
            }
        } catch (IOException e) {
            throw Faults.writing(folder, e);
        } finally {
            contents.forEach(content -> content.segment().release());
        }
    }

    private void close(SegmentWriter last) throws IOException {
        try (last) {
            if (!failed) {
                last.finish();
                IndexFile.write(last.content(), last.content().name().index(folder), disk);
            }
        }
    }
}

package io.gridgate.log.segment;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a store: the last one is written, full ones get an index, mostly dead ones are
 * merged. For the thread that writes.
 */
final class Segments implements AutoCloseable {

    private final Path folder;
    private final Disk disk;
    private final Catalog catalog;
    private final Keeper keeper;
    private final Spares spares;
    private final Merging merging;
    private final List<Content> contents;
    private final List<Content> unindexed = new ArrayList<>();
    private @Nullable SegmentWriter writer;
    private long lastRound;
    private long forced;

    /** Opens the segments of a folder, and takes up in the catalog what they have. */
    Segments(Path folder, StoreOptions options, Disk disk, Background background, Catalog catalog)
            throws IOException {
        this.folder = folder;
        this.disk = disk;
        this.catalog = catalog;
        this.contents = new ArrayList<>(Opening.open(folder, disk, catalog));
        this.lastRound = Opening.lastRound(contents);
        this.forced = lastRound;
        this.keeper = new Keeper(background);
        this.spares = new Spares(folder, disk, options.segmentBytes(), background);
        this.merging = new Merging(folder, disk, options.segmentBytes(), keeper);
        contents.forEach(this::index);
    }

    /** Writes a round, and returns when it is on disk if asked to. */
    void write(Round round, boolean sync) throws IOException {
        SegmentWriter target = writer;
        if (target == null || !target.hasRoom(round.bytes())) {
            target = next(round.bytes());
        }
        append(target, round);
        if (sync) {
            force(target);
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

    /** Takes up what was done elsewhere, and tries again what failed there. */
    void collect() {
        keeper.collect();
        List<Content> again = List.copyOf(unindexed);
        unindexed.clear();
        again.forEach(this::index);
    }

    /** Has neighbours merged where that is worth it. */
    void merge() throws IOException {
        SegmentWriter target = writer;
        if (target == null) {
            return;
        }
        List<Content> window = merging.window(contents);
        if (!window.isEmpty()) {
            force(target); // what makes a record dead must outlive it
            merging.begin(new Merge(window, catalog), this::merged);
        }
    }

    /** Merges what has something dead in it, until there is no more, and waits for it. */
    void compact() throws IOException {
        keeper.await();
        collect();
        keeper.await();
        collect();
        for (List<Content> window = merging.spareable(contents);
                !window.isEmpty();
                window = merging.spareable(contents)) {
            SegmentWriter target = writer;
            if (target != null) {
                force(target); // what makes a record dead must outlive it
            }
            merging.begin(new Merge(window, catalog), this::merged);
            keeper.await();
            collect();
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

    SegmentStore.Usage usage() {
        long total = 0;
        long live = 0;
        for (Content content : contents) {
            total += content.end();
            live += content.liveBytes();
        }
        return new SegmentStore.Usage(contents.size(), total, live);
    }

    /** Puts the last segment on disk, with its index; not after a fault. */
    void finish() throws IOException {
        keeper.close();
        SegmentWriter last = writer;
        if (last != null) {
            last.finish();
            IndexFile.write(last.content(), last.content().name().index(folder), disk);
        }
    }

    /** Closes the files as they are; those that are read are unmapped afterwards. */
    @Override
    public void close() throws IOException {
        try (spares) {
            keeper.close();
            if (writer != null) {
                writer.close();
            }
        } finally {
            contents.forEach(content -> content.segment().release());
        }
    }
}

package io.gridgate.log.segment;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/** Decides which neighbouring segments are worth merging, and has one merge done at a time. */
final class Merging {

    /**
     * So many small segments in a row are merged even where little is gained, as after many starts.
     */
    private static final int SMALL_SEGMENTS = 16;

    /** What is merged on demand is dead by one part in so many at least. */
    private static final int SPAREABLE_SHARE = 8;

    private final Path folder;
    private final Disk disk;
    private final int segmentBytes;
    private final Keeper keeper;
    private boolean underWay;

    /** What is to be tried again before all else: its file may be there already. */
    private List<Content> failed = List.of();

    Merging(Path folder, Disk disk, int segmentBytes, Keeper keeper) {
        this.folder = folder;
        this.disk = disk;
        this.segmentBytes = segmentBytes;
        this.keeper = keeper;
    }

    /** Returns neighbours that are worth merging, oldest first; none where nothing is. */
    List<Content> window(List<Content> contents) {
        if (!failed.isEmpty()) {
            return failed;
        }
        for (int from = 0; from < contents.size() && !underWay; from++) {
            long total = 0;
            long live = 0;
            for (int to = from; to < contents.size() && contents.get(to).isStored(); to++) {
                live += contents.get(to).liveBytes();
                total += contents.get(to).end();
                if (live > segmentBytes) {
                    break;
                }
                if (isWorth(to - from + 1, total, live)) {
                    return widest(contents, from, to, live);
                }
            }
        }
        return List.of();
    }

    /**
     * Returns neighbours of which an eighth is dead at least, oldest first, as many as make one
     * segment; none where there are none, or where the last merge failed.
     */
    List<Content> spareable(List<Content> contents) {
        for (int from = 0; from < contents.size() && !underWay && failed.isEmpty(); from++) {
            long total = 0;
            long live = 0;
            int to = from;
            while (to < contents.size()
                    && contents.get(to).isStored()
                    && live + contents.get(to).liveBytes() <= segmentBytes) {
                live += contents.get(to).liveBytes();
                total += contents.get(to).end();
                to++;
            }
            if (to - from > 1 && total - live >= total / SPAREABLE_SHARE) {
                return List.copyOf(contents.subList(from, to));
            }
        }
        return List.of();
    }

    private boolean isWorth(int count, long total, long live) {
        long gain = total - live;
        boolean large =
                gain >= total / 2 && gain >= (long) SegmentStore.DEAD_SEGMENTS * segmentBytes;
        return count > 1 && (large || (count >= SMALL_SEGMENTS && total <= segmentBytes));
    }

    /** Takes in what follows, while it is mostly dead and there is room. */
    private List<Content> widest(List<Content> contents, int from, int to, long liveBytes) {
        int end = to + 1;
        long live = liveBytes;
        while (end < contents.size()
                && contents.get(end).isStored()
                && contents.get(end).deadBytes() >= contents.get(end).end() / 2
                && live + contents.get(end).liveBytes() <= segmentBytes) {
            live += contents.get(end).liveBytes();
            end++;
        }
        return List.copyOf(contents.subList(from, end));
    }

    /** Has a merge done; the result comes on the thread that writes. */
    void begin(Merge merge, BiConsumer<Merge, Content> done) {
        underWay = true;
        failed = List.of();
        keeper.submit(
                "merging " + merge.sources().size() + " segments",
                () -> {
                    Content result = merge.write(disk, folder);
                    return () -> {
                        underWay = false;
                        done.accept(merge, result);
                    };
                },
                () -> {
                    underWay = false;
                    failed = merge.sources();
                });
    }
}

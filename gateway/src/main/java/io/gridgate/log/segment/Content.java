package io.gridgate.log.segment;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one segment has, and how much of it is still wanted. For the thread that writes, which hands
 * its runs to readers.
 */
final class Content {

    /**
     * Names a run within a segment, and what belongs together over all segments.
     *
     * @param kind the kind of its records
     * @param owner whose they are
     */
    record Key(Kind kind, int owner) {}

    private final Segment segment;
    private final Map<Key, Run> runs = new LinkedHashMap<>();
    private final boolean stored;
    private int end;
    private long firstRound = Long.MAX_VALUE;
    private long lastRound;
    private long liveBytes;

    private Content(Segment segment, boolean stored) {
        this.segment = segment;
        this.stored = stored;
    }

    /** Makes one that is collected while a segment is written or read through. */
    static Content collected(Segment segment) {
        return new Content(segment, false);
    }

    /** Makes one whose runs are in an index file. */
    static Content stored(Segment segment) {
        return new Content(segment, true);
    }

    boolean isStored() {
        return stored;
    }

    Segment segment() {
        return segment;
    }

    SegmentName name() {
        return segment.name();
    }

    Collection<Run> runs() {
        return runs.values();
    }

    @Nullable Run run(Key key) {
        return runs.get(key);
    }

    void add(Run run) {
        runs.put(new Key(run.kind(), run.owner()), run);
    }

    /** Takes up an entry. */
    HeapRun add(Kind kind, int owner, long number, int at, int length) {
        HeapRun run =
                (HeapRun)
                        runs.computeIfAbsent(
                                new Key(kind, owner), key -> new HeapRun(this, kind, key.owner()));
        run.put(number, at, length);
        return run;
    }

    /** Takes note of a frame. */
    void add(long round, int frameEnd) {
        firstRound = Math.min(firstRound, round);
        lastRound = Math.max(lastRound, round);
        end = frameEnd;
    }

    void bounds(long first, long last, int frameEnd) {
        firstRound = first;
        lastRound = last;
        end = frameEnd;
    }

    /** Returns where the last frame ends. */
    int end() {
        return end;
    }

    long firstRound() {
        return firstRound;
    }

    long lastRound() {
        return lastRound;
    }

    void born(long bytes) {
        liveBytes += bytes;
    }

    void died(long bytes) {
        liveBytes -= bytes;
    }

    /** Returns the bytes of entries that are still wanted. */
    long liveBytes() {
        return liveBytes;
    }

    long deadBytes() {
        return end - liveBytes;
    }
}

package io.gridgate.log.segment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Neighbouring segments that become one without what nobody wants any more. What is wanted is
 * decided by the thread that writes, from rounds that are on disk; then any thread may copy.
 */
final class Merge {

    /** Copied in small steps, each forced, so that the rounds of others do not wait for long. */
    private static final int STEP_BYTES = 1 << 20;

    private record Selection(Run run, BitSet wanted) {}

    private final List<Content> sources;
    private final List<Selection> selections = new ArrayList<>();
    private final SegmentName name;

    /**
     * Selects what is wanted.
     *
     * @param sources the segments, oldest first
     */
    Merge(List<Content> sources, Catalog catalog) {
        this.sources = List.copyOf(sources);
        this.name =
                new SegmentName(sources.getFirst().name().first(), sources.getLast().name().last());
        for (Content source : sources) {
            for (Run run : source.runs()) {
                BitSet wanted = wanted(run, catalog);
                if (!wanted.isEmpty()) {
                    selections.add(new Selection(run, wanted));
                }
            }
        }
    }

    /** Every round of all senders waits for this, so there is no look at each event. */
    private BitSet wanted(Run run, Catalog catalog) {
        return switch (run.kind()) {
            case META -> new BitSet(0); // repeated in every later segment
            case EVENTS, DEDUP, DEAD -> run.unmarked();
            case CHUNKS -> wantedChunks(run, catalog.chunks(run.owner()));
        };
    }

    @SuppressWarnings("ReferenceEquality") // which run has a chunk is a question of identity
    private BitSet wantedChunks(Run run, Map<Long, Run> pending) {
        BitSet wanted = new BitSet(run.size());
        for (int i = 0; i < run.size(); i++) {
            Run now = pending.get(run.number(i));
            wanted.set(i, run.isRemoval(i) ? now == null && name.first() > 1 : now == run);
        }
        return wanted;
    }

    List<Content> sources() {
        return sources;
    }

    /** Visits a record. */
    interface Visitor {
        void record(Content.Key key, long number);
    }

    /** Visits what was selected and is not wanted any more; for the thread that writes. */
    void diedMeanwhile(Visitor visitor) {
        for (Selection each : selections) {
            Run run = each.run;
            BitSet died = run.markedOf(each.wanted);
            for (int i = died.nextSetBit(0); i >= 0; i = died.nextSetBit(i + 1)) {
                visitor.record(new Content.Key(run.kind(), run.owner()), run.number(i));
            }
        }
    }

    /**
     * Writes the new segment, puts it on disk under its name, and opens it. An index that an
     * earlier try left must be gone before, and its own comes after, so that none is of another
     * segment. All that it has counts as wanted, but for chunks, of which only the thread that
     * writes knows.
     */
    Content write(Disk disk, Path folder) throws IOException {
        Path part = folder.resolve(name + ".tmp");
        if (disk.delete(name.index(folder))) {
            disk.forceFolder(folder);
        }
        try {
            writeTo(part, disk);
        } catch (IOException e) {
            disk.delete(part); // where the disk is full, others need the room
            throw e;
        }
        disk.move(part, name.log(folder));
        disk.forceFolder(folder);
        Segment segment = Segment.open(name, name.log(folder));
        try {
            SegmentScan scan = new SegmentScan(segment);
            if (!scan.isMergedWhole()) {
                throw new IOException(name + " was not written as it should be");
            }
            IndexFile.write(scan.content(Long.MAX_VALUE), name.index(folder), disk);
            Content merged = IndexFile.open(segment, name.index(folder));
            if (merged == null) {
                throw new IOException("the index of " + name + " was not written as it should be");
            }
            count(merged);
            return merged;
        } catch (Throwable e) {
            segment.release();
            throw e;
        }
    }

    private static void count(Content merged) {
        for (Run run : merged.runs()) {
            for (int i = 0; run.kind() != Kind.CHUNKS && i < run.size(); i++) {
                merged.born(run.entryBytes(i));
            }
        }
    }

    private void writeTo(Path part, Disk disk) throws IOException {
        long bytes = 1L + Frame.HEADER_BYTES;
        for (Content source : sources) {
            bytes += source.end();
        }
        disk.delete(part);
        try (SegmentWriter writer = new SegmentWriter(disk, name, part, bytes)) {
            try {
                copy(writer);
                writer.finish();
            } finally {
                writer.content().segment().release();
            }
        }
    }

    private void copy(SegmentWriter writer) throws IOException {
        Round round = new Round();
        for (Selection each : selections) {
            Run run = each.run;
            for (int i = each.wanted.nextSetBit(0); i >= 0; i = each.wanted.nextSetBit(i + 1)) {
                if (run.isRemoval(i)) {
                    round.remove(run.kind(), run.owner(), run.number(i));
                } else {
                    round.put(run.kind(), run.owner(), run.number(i), run.value(i));
                }
                if (round.bytes() >= STEP_BYTES) {
                    step(writer, round);
                }
            }
        }
        if (!round.isEmpty()) {
            step(writer, round);
        }
        step(writer, round); // an empty frame says that this is all
    }

    private void step(SegmentWriter writer, Round round) throws IOException {
        long first = sources.getFirst().firstRound();
        long last = sources.getLast().lastRound();
        int at = writer.append(round, last, first);
        writer.content().bounds(first, last, writer.content().end());
        round.entries(at, writer.content()::add);
        writer.force();
        round.clear();
    }
}

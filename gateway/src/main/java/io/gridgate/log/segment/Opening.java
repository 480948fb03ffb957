package io.gridgate.log.segment;

import io.gridgate.log.LogException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the segments of a folder and what is in them. What a crash leaves at the end and was never
 * confirmed is dropped; any other flaw is damage, which is told and changes nothing.
 */
final class Opening {

    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    private record Found(Segment segment, @Nullable Content content, @Nullable SegmentScan scan) {

        long lastRound() {
            return content != null ? content.lastRound() : scan == null ? 0 : scan.lastRound();
        }
    }

    private final Path folder;
    private final Disk disk;
    private final List<Segment> opened = new ArrayList<>();
    private final List<Content> contents = new ArrayList<>();

    /** What earlier runs did not come to remove; nothing is removed before all was found whole. */
    private final List<Path> leftovers = new ArrayList<>();

    /** Segments at the end to which nothing was written that can be read, newest first. */
    private final List<SegmentName> notBegun = new ArrayList<>();

    private Opening(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /**
     * Opens all segments, oldest first.
     *
     * @throws LogException if they are damaged
     */
    static List<Content> open(Path folder, Disk disk, Catalog catalog) throws IOException {
        Opening opening = new Opening(folder, disk);
        try {
            opening.open(catalog);
            return opening.contents;
        } catch (Throwable e) {
            opening.opened.forEach(Segment::release);
            throw e;
        }
    }

    private void open(Catalog catalog) throws IOException {
        List<Found> found = new ArrayList<>();
        for (SegmentName name : names()) {
            Segment segment = Segment.open(name, name.log(folder));
            opened.add(segment);
            Content content = IndexFile.open(segment, name.index(folder));
            SegmentScan scan = content == null ? new SegmentScan(segment) : null;
            found.add(new Found(segment, content, scan));
        }
        while (!found.isEmpty() && wasNotBegun(found)) {
            Segment segment = found.removeLast().segment;
            opened.remove(segment);
            segment.release();
            notBegun.add(segment.name());
        }
        List<SegmentScan.Found> unconfirmed = collect(found);
        contents.forEach(catalog::take);
        clean();
        if (!unconfirmed.isEmpty()) {
            secure(unconfirmed, catalog);
        }
    }

    /** Collects what the segments have, and returns the frames at the end that must be secured. */
    private List<SegmentScan.Found> collect(List<Found> found) throws IOException {
        List<SegmentScan.Found> unconfirmed = List.of();
        long below = Long.MAX_VALUE;
        @Nullable Segment unread = null;
        for (Found each : found.reversed()) {
            boolean empty = each.scan != null && each.scan.isEmpty();
            if (!empty) {
                checkUnread(unread, each.lastRound(), below);
            }
            unread = empty ? each.segment : null;
            Content content = each.content;
            if (content == null && each.scan != null) {
                if (below == Long.MAX_VALUE) {
                    unconfirmed = unconfirmed(each.segment, each.scan);
                    below = unconfirmed.isEmpty() ? below : unconfirmed.getFirst().round();
                } else if (!empty) {
                    checkWhole(each.segment, each.scan, below);
                }
                content = each.scan.content(below);
            }
            if (content != null) {
                contents.addFirst(content);
                below = content.firstRound();
            }
        }
        checkUnread(unread, 0, below);
        return unconfirmed;
    }

    /**
     * Checks that nothing is missing where a segment cannot be read: what it had may have been
     * written again into the next one, and was not on disk itself when the power failed.
     */
    private static void checkUnread(@Nullable Segment unread, long lastRound, long nextFirst) {
        if (unread != null && lastRound < nextFirst - 1) {
            throw Faults.damaged(unread.file(), "what was written at byte 0 cannot be read");
        }
    }

    /** Removes what nobody needs; of segments that were not begun the newest first, without gap. */
    private void clean() throws IOException {
        for (Path each : leftovers) {
            disk.delete(each);
        }
        for (SegmentName each : notBegun) {
            disk.delete(each.index(folder));
            disk.delete(each.log(folder));
            if (notBegun.size() > 1) {
                disk.forceFolder(folder);
            }
        }
    }

    /** Tells whether nothing of the last segment was confirmed and nothing of it can be read. */
    private static boolean wasNotBegun(List<Found> found) throws IOException {
        SegmentScan scan = found.getLast().scan;
        if (scan == null || !scan.isEmpty()) {
            return false;
        }
        long before = found.size() < 2 ? 0 : found.get(found.size() - 2).lastRound();
        return scan.laterConfirmation(before + 1) < 0;
    }

    private List<SegmentName> names() throws IOException {
        List<SegmentName> names = new ArrayList<>();
        List<Path> indexes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                SegmentName name = SegmentName.of(file);
                if (name != null) {
                    names.add(name);
                } else if (file.getFileName().toString().endsWith(".tmp")) {
                    leftovers.add(file);
                } else if (file.getFileName().toString().endsWith(SegmentName.INDEX_SUFFIX)) {
                    indexes.add(file);
                }
            }
        }
        names.sort(null);
        List<SegmentName> kept = new ArrayList<>();
        for (SegmentName name : names) {
            if (!kept.isEmpty() && kept.getLast().contains(name)) {
                leave(name);
            } else {
                kept.add(name);
            }
        }
        Set<Path> wanted =
                kept.stream().map(name -> name.index(folder)).collect(Collectors.toSet());
        indexes.stream().filter(file -> !wanted.contains(file)).forEach(leftovers::add);
        int next = 1;
        for (SegmentName name : kept) {
            if (name.first() != next) {
                throw Faults.damaged(
                        folder,
                        "segment %s is missing, though %s is there"
                                .formatted(SegmentName.single(next), name));
            }
            next = name.last() + 1;
        }
        return kept;
    }

    private void leave(SegmentName name) {
        leftovers.add(name.index(folder));
        leftovers.add(name.log(folder));
    }

    /**
     * Returns the frames at the end of the last segment of which no later one says they are on
     * disk.
     */
    private List<SegmentScan.Found> unconfirmed(Segment segment, SegmentScan scan)
            throws IOException {
        if (segment.name().isMerged()) {
            checkWhole(segment, scan, Long.MAX_VALUE);
            return List.of();
        }
        long later = scan.laterConfirmation(scan.lastRound() + 1);
        if (later >= 0) {
            throw Faults.damaged(
                    segment.file(),
                    "round %d at byte %d cannot be read, and byte %d says that it was on disk"
                            .formatted(scan.lastRound() + 1, scan.end(), later));
        }
        long forced = scan.forced();
        return scan.frames().stream().filter(frame -> frame.round() > forced).toList();
    }

    /** A segment that has one behind it was on disk as a whole. */
    private static void checkWhole(Segment segment, SegmentScan scan, long nextFirst) {
        boolean whole =
                segment.name().isMerged()
                        ? scan.isMergedWhole()
                        : scan.lastRound() >= nextFirst - 1;
        if (!whole) {
            throw Faults.damaged(
                    segment.file(),
                    "what was written at byte %d cannot be read".formatted(scan.end()));
        }
    }

    /**
     * Writes the last rounds again into a segment of their own. They can be read, but a fault of
     * the disk at the time may have kept them from it, and reading would not show that.
     */
    private void secure(List<SegmentScan.Found> frames, Catalog catalog) throws IOException {
        Segment from = contents.getLast().segment();
        SegmentName name = SegmentName.single(from.name().last() + 1);
        Path part = folder.resolve(name + ".tmp");
        long bytes = 0;
        for (SegmentScan.Found frame : frames) {
            bytes += frame.header().bytes();
        }
        Content rewritten;
        try (SegmentWriter writer = new SegmentWriter(disk, name, part, bytes)) {
            rewritten = writer.content();
            opened.add(rewritten.segment());
            Round round = new Round();
            for (SegmentScan.Found frame : frames) {
                Frame.entries(
                        from.bytes(),
                        frame.at(),
                        frame.header(),
                        (kind, owner, number, at, length) -> {
                            if (length == Frame.REMOVED) {
                                round.remove(kind, owner, number);
                            } else {
                                round.put(kind, owner, number, from.read(at, length));
                            }
                        });
                int at = writer.append(round, frame.round(), frame.header().forced());
                round.entries(
                        at,
                        (kind, owner, number, entryAt, length) ->
                                catalog.take(rewritten, kind, owner, number, entryAt, length));
                round.clear();
            }
            writer.finish();
        }
        disk.move(part, name.log(folder));
        disk.forceFolder(folder);
        contents.add(rewritten);
        LOG.debug("rounds from {} on were written again", frames.getFirst().round());
    }

    /** Returns the last round of all, zero where there is none. */
    static long lastRound(List<Content> contents) {
        @Nullable Content last = contents.isEmpty() ? null : contents.getLast();
        return last == null ? 0 : last.lastRound();
    }
}

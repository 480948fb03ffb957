package io.gridgate.log.segment;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Walks the frames of a segment that has no index, and tells where and how they end. */
final class SegmentScan {

    /**
     * A frame that is whole.
     *
     * @param at where it begins
     * @param header its header
     */
    record Found(int at, Frame.Header header) {

        int end() {
            return at + header.bytes();
        }

        long round() {
            return header.round();
        }
    }

    private final Segment segment;
    private final List<Found> frames = new ArrayList<>();

    SegmentScan(Segment segment) throws IOException {
        this.segment = segment;
        try (ScanWindow window = window()) {
            long at = 0;
            for (Frame.Header next = header(window, at);
                    next != null && follows(next) && isWhole(window, at, next);
                    next = header(window, at)) {
                frames.add(new Found((int) at, next));
                at += next.bytes();
            }
        }
    }

    private ScanWindow window() throws IOException {
        return new ScanWindow(segment.file(), segment.bytes().byteSize());
    }

    /** Reads a header, or null where there is none of this segment, or no room for its frame. */
    private Frame.@Nullable Header header(ScanWindow window, long at) throws IOException {
        long left = window.left(at);
        if (left < Frame.HEADER_BYTES) {
            return null;
        }
        long shown = window.show(at, Frame.HEADER_BYTES);
        Frame.Header header = Frame.header(window.memory(), shown, segment.name().last());
        return header != null && header.bytes() <= left ? header : null;
    }

    private static boolean isWhole(ScanWindow window, long at, Frame.Header header)
            throws IOException {
        long shown = window.show(at, header.bytes());
        return Frame.isWhole(window.memory(), shown, header);
    }

    /** A merged segment is no sequence of rounds; all of its frames have the number of the last. */
    private boolean follows(Frame.Header next) {
        return frames.isEmpty()
                || (isSalted(next)
                        && next.round() == frames.getLast().header.round() + (isMerged() ? 0 : 1));
    }

    /** Tells whether a header was written by the writer of the first frame, and is no event. */
    private boolean isSalted(Frame.Header header) {
        return frames.isEmpty() || header.salt() == frames.getFirst().header.salt();
    }

    private boolean isMerged() {
        return segment.name().isMerged();
    }

    List<Found> frames() {
        return frames;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    /** Tells whether a merged segment is all there: its last frame, and no other, is empty. */
    boolean isMergedWhole() {
        return !frames.isEmpty()
                && frames.getLast().header.entries() == 0
                && end() == segment.bytes().byteSize();
    }

    /** Returns the number of the last whole round, zero where there is none. */
    long lastRound() {
        return frames.isEmpty() ? 0 : frames.getLast().header.round();
    }

    /** Returns where the last whole frame ends. */
    int end() {
        return frames.isEmpty() ? 0 : frames.getLast().end();
    }

    /** Returns the last round that a whole frame says was on disk. */
    long forced() {
        return frames.stream().mapToLong(frame -> frame.header.forced()).max().orElse(0);
    }

    /**
     * Returns where, behind the last whole frame, one says that a round was on disk which cannot be
     * read; -1 where none does.
     */
    long laterConfirmation(long round) throws IOException {
        try (ScanWindow window = window()) {
            for (long at = end(); window.left(at) >= Frame.HEADER_BYTES; at += Long.BYTES) {
                Frame.Header header = header(window, at);
                if (header != null && isSalted(header) && header.forced() >= round) {
                    return at;
                }
            }
            return -1;
        }
    }

    /** Collects the records of the rounds below a number. */
    Content content(long belowRound) {
        Content content = Content.collected(segment);
        if (frames.isEmpty() || frames.getFirst().round() >= belowRound) {
            content.bounds(belowRound, belowRound - 1, 0);
        }
        for (Found frame : frames) {
            if (frame.header.round() < belowRound) {
                content.add(frame.header.round(), frame.end());
                if (isMerged()) {
                    content.bounds(frame.header.forced(), frame.header.round(), frame.end());
                }
                Frame.entries(segment.bytes(), frame.at, frame.header, content::add);
            }
        }
        return content;
    }
}

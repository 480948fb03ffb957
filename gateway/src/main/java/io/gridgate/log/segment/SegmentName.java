package io.gridgate.log.segment;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which part of the log a segment is: one number, or the first and last of those that were merged
 * into it. All segments together cover the numbers from 1 without a gap, so a missing file is
 * noticed.
 *
 * @param first the first number
 * @param last the last number
 */
record SegmentName(int first, int last) implements Comparable<SegmentName> {

    static final String INDEX_SUFFIX = ".index";

    private static final String SUFFIX = ".log";
    private static final Pattern FILE = Pattern.compile("([0-9]{10})(?:-([0-9]{10}))?\\.log");

    static SegmentName single(int number) {
        return new SegmentName(number, number);
    }

    /** Reads the name of a file, or null where it is not that of a segment. */
    static @Nullable SegmentName of(Path file) {
        Matcher matcher = FILE.matcher(file.getFileName().toString());
        if (!matcher.matches()) {
            return null;
        }
        try {
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            return first < 1 || last < first ? null : new SegmentName(first, last);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    boolean isMerged() {
        return first < last;
    }

    boolean contains(SegmentName other) {
        return first <= other.first && other.last <= last;
    }

    Path log(Path folder) {
        return folder.resolve(this + SUFFIX);
    }

    Path index(Path folder) {
        return folder.resolve(this + INDEX_SUFFIX);
    }

    @Override
    public int compareTo(SegmentName other) {
        return first != other.first
                ? Integer.compare(first, other.first)
                : Integer.compare(other.last, last);
    }

    @Override
    public String toString() {
        return isMerged() ? "%010d-%010d".formatted(first, last) : "%010d".formatted(first);
    }
}

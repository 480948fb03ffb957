package io.gridgate.log.segment;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The runs of a kind and an owner over all segments, oldest first. Immutable. */
final class Timeline {

    static final Timeline EMPTY = new Timeline(List.of());

    private final Run[] runs;
    private final long[] firsts;

    private Timeline(List<Run> runs) {
        this.runs = runs.toArray(Run[]::new);
        this.firsts = runs.stream().mapToLong(run -> run.number(0)).toArray();
    }

    List<Run> runs() {
        return Arrays.asList(runs);
    }

    /** Returns the run that a number would be in, where numbers only rise. */
    @Nullable Run floor(long number) {
        int index = floorIndex(number);
        return index < 0 ? null : runs[index];
    }

    /** Returns the index of the last run that begins at a number or before, -1 for none. */
    int floorIndex(long number) {
        int index = Arrays.binarySearch(firsts, number);
        return index >= 0 ? index : -index - 2;
    }

    int size() {
        return runs.length;
    }

    Run run(int index) {
        return runs[index];
    }

    /** Returns these runs and a newer one that has at least one record. */
    Timeline with(Run newer) {
        List<Run> more = new ArrayList<>(runs());
        more.add(newer);
        return new Timeline(more);
    }

    /** Returns these runs with one in place of those of some segments, or with none. */
    Timeline replaced(Set<Content> gone, @Nullable Run replacement) {
        List<Run> changed = new ArrayList<>();
        boolean placed = replacement == null;
        for (Run run : runs) {
            if (!gone.contains(run.content())) {
                changed.add(run);
            } else if (!placed) {
                changed.add(replacement);
                placed = true;
            }
        }
        return new Timeline(changed);
    }
}

package io.gridgate.handlers.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An instance as it stands in the table. Immutable.
 *
 * @param correlation which instance
 * @param version the version that it began on
 * @param number how many steps it has taken
 * @param state as text
 * @param waitingFor types of events
 * @param timeouts time-outs that count, by name
 * @param began when it began
 * @param changed when it took its last step
 * @param result how it ended; empty while it runs
 */
record ProcessRow(
        String correlation,
        int version,
        long number,
        String state,
        SortedSet<String> waitingFor,
        SortedMap<String, Timeout> timeouts,
        Instant began,
        Instant changed,
        Optional<String> result) {

    /**
     * A time-out that counts.
     *
     * @param number of the step that set it, which tells it from older ones of the same name
     * @param due when
     */
    record Timeout(long number, Instant due) {}

    ProcessRow {
        waitingFor = Collections.unmodifiableSortedSet(new TreeSet<>(waitingFor));
        timeouts = Collections.unmodifiableSortedMap(new TreeMap<>(timeouts));
    }

    /** Returns an instance that has taken no step yet. */
    static ProcessRow before(String correlation, int version, Instant now) {
        return new ProcessRow(
                correlation,
                version,
                0,
                "",
                new TreeSet<>(),
                new TreeMap<>(),
                now,
                now,
                Optional.empty());
    }

    ProcessRow came(String type) {
        SortedSet<String> rest = new TreeSet<>(waitingFor);
        rest.remove(type);
        return with(rest, timeouts);
    }

    ProcessRow timedOut(String name) {
        SortedMap<String, Timeout> rest = new TreeMap<>(timeouts);
        rest.remove(name);
        return with(waitingFor, rest);
    }

    private ProcessRow with(SortedSet<String> types, SortedMap<String, Timeout> counting) {
        return new ProcessRow(
                correlation, version, number, state, types, counting, began, changed, result);
    }

    /** Returns the row after a step. */
    <S> ProcessRow after(Next<S> next, StateFormat<S> format, Instant now) {
        boolean ends = next.result().isPresent();
        SortedSet<String> types = new TreeSet<>();
        NavigableMap<String, Timeout> counting = new TreeMap<>();
        if (!ends) {
            types.addAll(waitingFor);
            types.addAll(next.awaited());
            counting.putAll(timeouts);
            next.stopped().forEach(counting::remove);
            for (Map.Entry<String, Duration> set : next.timeouts().entrySet()) {
                counting.put(set.getKey(), new Timeout(number + 1, now.plus(set.getValue())));
            }
        }
        return new ProcessRow(
                correlation,
                version,
                number + 1,
                format.write(next.state()),
                types,
                counting,
                began,
                now,
                next.result());
    }

    ProcessInstance shown(String process) {
        return new ProcessInstance(
                process,
                correlation,
                version,
                waitingFor,
                timeouts.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, entry -> entry.getValue().due())),
                began,
                changed,
                result);
    }
}

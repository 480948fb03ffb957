package io.gridgate.accept.push;

import io.gridgate.accept.push.PushListener.Occurrence;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what came to each route since the start. What is sent to unknown routes is counted
 * together under {@value #UNKNOWN}, so that callers cannot make it grow. For any number of threads.
 */
public final class PushCounts implements PushListener {

    /** Stands for all routes that do not exist. */
    public static final String UNKNOWN = "(unknown)";

    private final Map<String, Map<Occurrence, LongAdder>> counts = new TreeMap<>();

    /**
     * Starts at zero.
     *
     * @param routes the names of the routes
     */
    public PushCounts(Collection<String> routes) {
        routes.forEach(route -> counts.put(route, zeros()));
        counts.put(UNKNOWN, zeros());
    }

    @Override
    public void happened(String route, Occurrence occurrence, int count, String detail) {
        Map<Occurrence, LongAdder> of = counts.get(route);
        Map<Occurrence, LongAdder> known = of == null ? counts.get(UNKNOWN) : of;
        if (known != null) {
            known.getOrDefault(occurrence, new LongAdder()).add(count);
        }
    }

    /** {@return the counts by route and occurrence, as they are now} */
    public Map<String, Map<Occurrence, Long>> now() {
        Map<String, Map<Occurrence, Long>> now = new TreeMap<>();
        counts.forEach((route, of) -> {
            Map<Occurrence, Long> sums = new EnumMap<>(Occurrence.class);
            of.forEach((occurrence, adder) -> sums.put(occurrence, adder.sum()));
            now.put(route, sums);
        });
        return now;
    }

    private static Map<Occurrence, LongAdder> zeros() {
        Map<Occurrence, LongAdder> zeros = new EnumMap<>(Occurrence.class);
        for (Occurrence occurrence : Occurrence.values()) {
            zeros.put(occurrence, new LongAdder());
        }
        return zeros;
    }
}

package io.gridgate.benchmarks.report;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One measured quantity.
 *
 * @param scenario name of the scenario that measured it
 * @param what the quantity, in words
 * @param unit its unit
 * @param value the measurements
 * @param target what it should be; null where it is only shown
 * @param beside further quantities of the same runs, by name with unit
 */
public record Figure(
        String scenario,
        String what,
        String unit,
        Spread value,
        @Nullable Target target,
        Map<String, Spread> beside) {

    /** Unit of a ratio to the bare handler. */
    public static final String TIMES_BARE = "× bare";

    /** Keeps the order of the further quantities. */
    public Figure {
        beside = Collections.unmodifiableMap(new LinkedHashMap<>(beside));
    }
}

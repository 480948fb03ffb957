package io.gridgate.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;

/**
 * Several measurements of one quantity.
 *
 * @param median the one in the middle
 * @param min the smallest
 * @param max the largest
 */
public record Spread(double median, double min, double max) {

    /**
     * Sums up measurements.
     *
     * @param values at least one
     * @return their spread
     */
    public static Spread of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /**
     * Sums up measurements.
     *
     * @param values at least one
     * @return their spread
     */
    public static Spread of(double... values) {
        return of(Arrays.stream(values).boxed().toList());
    }
}

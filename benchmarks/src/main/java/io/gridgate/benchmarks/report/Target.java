package io.gridgate.benchmarks.report;

/**
 * What a figure should reach.
 *
 * @param aim what it should be
 * @param atLeast what it must be
 * @param better whether more or less is better
 */
public record Target(double aim, double atLeast, Better better) {

    /** Which way is better. */
    public enum Better {
        /** A rate. */
        MORE,
        /** A cost. */
        LESS
    }

    /**
     * A rate to reach.
     *
     * @param aim what it should be
     * @param atLeast what it must be
     * @return the target
     */
    public static Target atLeast(double aim, double atLeast) {
        return new Target(aim, atLeast, Better.MORE);
    }

    /**
     * A cost to stay under.
     *
     * @param aim what it should be
     * @param atMost what it may be
     * @return the target
     */
    public static Target atMost(double aim, double atMost) {
        return new Target(aim, atMost, Better.LESS);
    }

    /**
     * Judges a figure.
     *
     * @param value the figure
     * @return whether it is reached, nearly reached, or missed
     */
    public String verdict(double value) {
        if (reaches(value, aim)) {
            return "reached";
        }
        return reaches(value, atLeast) ? "acceptable" : "missed";
    }

    private boolean reaches(double value, double bound) {
        return better == Better.MORE ? value >= bound : value <= bound;
    }
}

package io.gridgate.log.lease;

import org.junit.jupiter.api.Test;

/**
 * Runs {@link QueueSimulation} for many seeds. {@code -Dgridgate.simulation.seed=N} replays one,
 * {@code -Dgridgate.simulation.seeds=N} sets how many.
 */
class QueueSimulationTest {

    private static final int ROUNDS = 300;

    @Test
    void losesNothingAndCountsRightUnderRandomCommandsAndCrashes() {
        Long only = Long.getLong("gridgate.simulation.seed");
        if (only != null) {
            run(only);
            return;
        }
        for (long seed = 0; seed < Long.getLong("gridgate.simulation.seeds", 60); seed++) {
            run(seed);
        }
    }

    private static void run(long seed) {
        try {
            new QueueSimulation(seed).run(ROUNDS);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed " + seed + ", replay with -Dgridgate.simulation.seed=" + seed, e);
        }
    }
}

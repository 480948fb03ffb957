package io.gridgate.log.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.log.segment.PowerLossSimulation.Tally;
import io.gridgate.log.segment.SimulatedDisk.Lie;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs {@link PowerLossSimulation} for many seeds. {@code -Dgridgate.powerloss.seed=N} replays one,
 * {@code -Dgridgate.powerloss.seeds=N} sets how many.
 */
class PowerLossTest {

    /** A disk that lies is caught within so many seeds. */
    private static final int SEEDS_TO_CATCH_A_LIE = 20;

    @TempDir(factory = InMemory.class)
    private Path folder;

    @Test
    void keepsWhatWasConfirmedWhenThePowerFails() throws IOException {
        Tally tally = runSeeds(false);
        assertThat(tally.powerFailures).isPositive();
        assertThat(tally.refusals).isZero();
    }

    @Test
    void keepsWhatWasConfirmedWhenTheDiskFailsAndThenThePower() throws IOException {
        Tally tally = runSeeds(true);
        assertThat(tally.refusals).isPositive();
    }

    @Test
    void wouldSeeThatFilesAreNotForced() {
        assertThatThrownBy(() -> runUntilCaught(Lie.FILES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("replay with");
    }

    @Test
    void wouldSeeThatNamesAreNotForced() {
        assertThatThrownBy(() -> runUntilCaught(Lie.NAMES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("replay with");
    }

    private void runUntilCaught(Lie lie) throws IOException {
        for (long seed = 0; seed < SEEDS_TO_CATCH_A_LIE; seed++) {
            run(seed, lie, false, new Tally());
        }
    }

    private Tally runSeeds(boolean faults) throws IOException {
        Tally tally = new Tally();
        Long only = Long.getLong("gridgate.powerloss.seed");
        if (only != null) {
            run(only, Lie.NONE, faults, tally);
            return tally;
        }
        long seeds = Long.getLong("gridgate.powerloss.seeds", 300);
        for (long seed = 0; seed < seeds; seed++) {
            run(seed, Lie.NONE, faults, tally);
        }
        assertThat(tally.merges).as("merged segments that were left").isPositive();
        assertThat(tally.lostRounds).as("rounds that nobody waited for").isPositive();
        System.out.printf(
                "%d seeds: %d power failures, %d kills, %d openings, %d refusals, %d merged segments,"
                        + " %d unconfirmed rounds lost%n",
                seeds,
                tally.powerFailures,
                tally.kills,
                tally.opened,
                tally.refusals,
                tally.merges,
                tally.lostRounds);
        return tally;
    }

    private void run(long seed, Lie lie, boolean faults, Tally tally) throws IOException {
        Path root = Files.createTempDirectory(folder, "seed-" + seed + "-");
        try {
            new PowerLossSimulation(seed, root, lie, faults, tally).run();
        } catch (AssertionError | RuntimeException | IOException e) {
            throw new AssertionError(
                    "seed " + seed + ", replay with -Dgridgate.powerloss.seed=" + seed, e);
        }
    }
}

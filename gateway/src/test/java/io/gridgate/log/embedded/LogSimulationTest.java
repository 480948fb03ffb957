package io.gridgate.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs {@link LogSimulation} for thousands of seeds. {@code -Dgridgate.simulation.seed=N} replays
 * one and prints what happens in it, {@code -Dgridgate.simulation.seeds=N} sets how many.
 */
class LogSimulationTest {

    private static final int ROUNDS = 60;
    private static final int SEEDS_TO_FIND_A_BUG = 200;
    private static final int STEPS_SHOWN = 12;

    private static final Path MEMORY = Path.of("/dev/shm");

    @TempDir private static Path slow;

    private Path folder;
    private int runs;

    /** Thousands of logs are opened, so they are in memory where the system offers a place. */
    @BeforeEach
    void makeFolder() throws IOException {
        boolean offered = Files.isDirectory(MEMORY) && Files.isWritable(MEMORY);
        folder = Files.createTempDirectory(offered ? MEMORY : slow, "gridgate-simulation");
    }

    @AfterEach
    void removeFolder() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void keepsEveryPromiseThroughCrashesAndClockJumps() {
        Long only = Long.getLong("gridgate.simulation.seed");
        long first = only == null ? 0 : only;
        long seeds = only == null ? Long.getLong("gridgate.simulation.seeds", 2_000) : 1;
        for (long seed = first; seed < first + seeds; seed++) {
            try {
                run(
                        seed,
                        PlantedBug.NONE,
                        only == null ? _ -> {} : step -> System.out.println(step.get()));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(report(seed), e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void findsAPlantedBug(PlantedBug bug) {
        long seed = 0;
        while (seed < SEEDS_TO_FIND_A_BUG && isKept(seed, bug)) {
            seed++;
        }
        System.out.println(bug + " is found by seed " + seed);
        assertThat(seed).as("a seed that finds it").isLessThan(SEEDS_TO_FIND_A_BUG);
    }

    private boolean isKept(long seed, PlantedBug bug) {
        try {
            run(seed, bug, _ -> {});
            return true;
        } catch (AssertionError | RuntimeException e) {
            System.out.println(e);
            return false;
        }
    }

    private void run(long seed, PlantedBug bug, Consumer<Supplier<String>> trace) {
        new LogSimulation(seed, folder.resolve(Integer.toString(++runs)), bug, trace).run(ROUNDS);
    }

    /** Runs a seed again to tell what came before the failure. */
    private String report(long seed) {
        List<String> steps = new ArrayList<>();
        try {
            run(seed, PlantedBug.NONE, step -> steps.add(step.get()));
        } catch (AssertionError | RuntimeException _) {
            steps.add("here it fails");
        }
        return "seed %d, replay with -Dgridgate.simulation.seed=%d; the last steps:%n%s"
                .formatted(
                        seed,
                        seed,
                        String.join(
                                "\n",
                                steps.subList(
                                        Math.max(0, steps.size() - STEPS_SHOWN), steps.size())));
    }
}

package io.gridgate.log.segment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Thousands of random rounds beside a plain map, with merges, clean and unclean starts, and index
 * files that get lost. The keeper works when it likes; what is found must not depend on it. {@code
 * -Dgridgate.rounds.seed=N} runs one seed.
 */
class RandomRoundsTest {

    private static final int ROUNDS = 3_000;

    @TempDir(factory = InMemory.class)
    private Path parent;

    private StoreFixture it;
    private final Records expected = new Records();
    private boolean merged;

    static LongStream seeds() {
        Long only = Long.getLong("gridgate.rounds.seed");
        return only == null ? LongStream.range(0, 3) : LongStream.of(only);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void hasAllThatWasWrittenAfterEveryStart(long seed) {
        Random random = new Random(seed);
        it = new StoreFixture(parent.resolve("store"));
        try {
            for (int round = 1; round <= ROUNDS; round++) {
                Change change = Change.random(expected, random);
                it.store().write(change.round(), random.nextInt(10) == 0);
                change.to(expected);
                change.discardIn(it.store());
                if (random.nextInt(5) == 0) {
                    it.store().maintain();
                }
                if (random.nextInt(100) == 0) {
                    start(random);
                }
            }
            expected.assertIn(it.store());
        } finally {
            it.close();
        }
        assertThat(merged).as("segments were merged").isTrue();
    }

    private void start(Random random) {
        expected.assertIn(it.store());
        if (random.nextBoolean()) {
            it.crash();
        } else {
            it.close();
            it.files(SegmentName.INDEX_SUFFIX).stream()
                    .filter(_ -> random.nextInt(3) == 0)
                    .forEach(StoreFixture::delete);
            it.reopen();
        }
        merged |= it.files(".log").stream().anyMatch(RandomRoundsTest::isMerged);
        expected.retainIn(it.store());
        expected.assertIn(it.store());
    }

    private static boolean isMerged(Path file) {
        SegmentName name = SegmentName.of(file);
        return name != null && name.isMerged() && Files.exists(file);
    }
}

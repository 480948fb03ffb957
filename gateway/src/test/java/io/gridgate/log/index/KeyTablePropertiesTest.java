package io.gridgate.log.index;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** A table does what a map does, whatever is done to it. */
class KeyTablePropertiesTest {

    private static final Path FILE = Path.of("target", "key-table-properties");

    private record Key(long high, long low) {}

    @BeforeProperty
    void makeFolder() throws IOException {
        Files.createDirectories(FILE.resolveSibling("."));
    }

    @AfterProperty
    void removeFile() throws IOException {
        Files.deleteIfExists(FILE);
    }

    @Property(tries = 60)
    void doesWhatAMapDoes(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5_000) int keys,
            @ForAll @IntRange(min = 0, max = 20_000) int steps,
            @ForAll @IntRange(min = 1, max = 9) int removals) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Key, Long> model = new HashMap<>();
        KeyTable table = KeyTable.create(FILE);
        try {
            for (int step = 0; step < steps; step++) {
                Key key = new Key(random.nextInt(3), random.nextInt(keys));
                long number = random.nextInt(4);
                if (random.nextInt(2_000) == 0) {
                    table.close(step);
                    table = KeyTable.open(FILE, step).orElseThrow();
                }
                if (random.nextInt(10) < removals) {
                    table.remove(key.high(), key.low(), number);
                    model.remove(key, number);
                } else {
                    table.put(key.high(), key.low(), number);
                    model.put(key, number);
                }
                assertThat(table.get(key.high(), key.low()))
                        .isEqualTo(model.getOrDefault(key, KeyTable.ABSENT));
            }
            assertSame(table, model, keys);
        } finally {
            table.close();
        }
    }

    private static void assertSame(KeyTable table, Map<Key, Long> model, int keys) {
        assertThat(table.size()).isEqualTo(model.size());
        for (int high = 0; high < 3; high++) {
            for (int low = 0; low < keys; low++) {
                assertThat(table.get(high, low))
                        .isEqualTo(model.getOrDefault(new Key(high, low), KeyTable.ABSENT));
            }
        }
    }
}

package io.gridgate.benchmarks.parts;

import io.gridgate.log.index.KeyTable;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Whether an event was accepted before; beside a look-up of a number in a hash set on the heap. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class IndexBenchmark {

    private static final int HASH_SET_KEYS = 1_000_000;

    /** How many keys the index has. */
    @Param({"1000000", "5000000"})
    public int keys;

    private final SplittableRandom asked = new SplittableRandom(2);
    private final Set<Long> set = new HashSet<>();
    private Path folder = Path.of("");
    private KeyTable table;

    /** Made by JMH. */
    @SuppressWarnings("NullAway.Init") // by fill
    public IndexBenchmark() {}

    /**
     * Makes an index with keys.
     *
     * @throws IOException if there is no space for it
     */
    @Setup
    public void fill() throws IOException {
        folder = Folders.fresh("index");
        table = KeyTable.create(folder.resolve("index"));
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < keys; i++) {
            table.put(random.nextLong(), random.nextLong(), i);
        }
        for (int i = 0; i < HASH_SET_KEYS; i++) {
            set.add(random.nextLong());
        }
    }

    /**
     * Removes the index.
     *
     * @throws IOException if that fails
     */
    @TearDown
    public void remove() throws IOException {
        table.discard();
        Folders.delete(folder);
    }

    /**
     * A key that is not there, as that of a new event.
     *
     * @return that it is not there
     */
    @Benchmark
    @Beside("hashSet")
    public long unknown() {
        return table.get(asked.nextLong(), asked.nextLong());
    }

    /**
     * A new event: asked for, then put. It is removed again, so that the index does not grow.
     *
     * @return that it was not there
     */
    @Benchmark
    @Beside("hashSet")
    public long unknownPutAndRemoved() {
        long high = asked.nextLong();
        long low = asked.nextLong();
        long found = table.get(high, low);
        table.put(high, low, 1);
        table.remove(high, low, 1);
        return found;
    }

    /**
     * A number that is not in a set of a million.
     *
     * @return that it is not there
     */
    @Benchmark
    public boolean hashSet() {
        return set.contains(asked.nextLong());
    }
}

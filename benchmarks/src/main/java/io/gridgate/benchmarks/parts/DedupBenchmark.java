package io.gridgate.benchmarks.parts;

import io.gridgate.accept.ContentHash;
import io.gridgate.log.index.KeyTable;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What recognises a repeat: the look-up of a key among a million, beside one of a key that comes
 * again and again, and the hash of 1 KiB of content.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class DedupBenchmark {

    private static final long KEYS = 1_000_000;

    private final byte[] content = SampleEvents.json(1);
    private Path folder = Path.of("");
    private @Nullable KeyTable table;
    private long number;

    /** Made by JMH. */
    public DedupBenchmark() {}

    /**
     * Fills the table.
     *
     * @throws IOException if its file cannot be written
     */
    @Setup
    public void fill() throws IOException {
        folder = Folders.fresh("dedup");
        KeyTable made = KeyTable.create(folder.resolve("keys"));
        table = made;
        for (long i = 0; i < KEYS; i++) {
            made.put(mixed(i), i, i);
        }
    }

    /**
     * Throws the table away.
     *
     * @throws IOException if that fails
     */
    @TearDown
    public void clean() throws IOException {
        Objects.requireNonNull(table).close();
        Folders.delete(folder);
    }

    /**
     * A key that is there.
     *
     * @return its number
     */
    @Benchmark
    @Beside("sameKey")
    public long hit() {
        long key = mixed(number++) >>> 1;
        return get(key % KEYS);
    }

    /**
     * A key that is not there.
     *
     * @return that it is absent
     */
    @Benchmark
    @Beside("sameKey")
    public long miss() {
        return get(KEYS + number++);
    }

    /**
     * A key that is in the caches of the processor.
     *
     * @return its number
     */
    @Benchmark
    public long sameKey() {
        return get(1);
    }

    /**
     * The hash that tells a repeat from a conflict.
     *
     * @return the hash
     */
    @Benchmark
    public byte[] contentHash() {
        return ContentHash.of(content);
    }

    private long get(long number) {
        return Objects.requireNonNull(table).get(mixed(number), number);
    }

    private static long mixed(long number) {
        long mixed = (number ^ number >>> 30) * 0xBF58476D1CE4E5B9L;
        return mixed ^ mixed >>> 27;
    }
}

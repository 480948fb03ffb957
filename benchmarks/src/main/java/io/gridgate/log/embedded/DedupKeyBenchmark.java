package io.gridgate.log.embedded;

import io.gridgate.benchmarks.parts.SampleEvents;
import io.gridgate.event.EventKey;
import io.gridgate.log.DedupKeys;
import io.gridgate.log.TopicName;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/** The making of a dedup key from the source and id of an event; once per event. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class DedupKeyBenchmark {

    private final EventKey key = SampleEvents.event(1).key();
    private final DedupKeys keys = new DedupKeys(new TopicName("orders"));

    /** Made by JMH. */
    public DedupKeyBenchmark() {}

    /**
     * A key.
     *
     * @return the key
     */
    @Benchmark
    public Object make() {
        return DedupKey.of(1, keys.key(key));
    }
}

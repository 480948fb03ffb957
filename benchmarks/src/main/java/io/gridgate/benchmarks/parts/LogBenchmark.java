package io.gridgate.benchmarks.parts;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * What one event costs in the log, beside a file that is only appended to and forced. Every append
 * and every acknowledgement is on disk before the caller goes on. Time is that of the wall for one
 * event while all callers work.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(LogFixture.EVENTS)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
public class LogBenchmark {

    /** Made by JMH. */
    public LogBenchmark() {}

    /** Events for a round, appended and not yet leased. */
    @State(Scope.Benchmark)
    public static class FilledFixture extends LogFixture {

        /** Made by JMH. */
        public FilledFixture() {}

        @Override
        void made() {
            append(8, 100);
        }
    }

    /**
     * 64 callers write one record at a time.
     *
     * @param file the file
     */
    @Benchmark
    public void plainSingles(PlainFixture file) {
        file.append(64, 1);
    }

    /**
     * 8 callers write 100 records at a time.
     *
     * @param file the file
     */
    @Benchmark
    public void plainBatches(PlainFixture file) {
        file.append(8, 100);
    }

    /**
     * 64 callers append one event at a time.
     *
     * @param log the log
     */
    @Benchmark
    @Beside("plainSingles")
    public void appendSingles(LogFixture log) {
        log.append(64, 1);
    }

    /**
     * 8 callers append 100 events at a time.
     *
     * @param log the log
     */
    @Benchmark
    @Beside("plainBatches")
    public void appendBatches(LogFixture log) {
        log.append(8, 100);
    }

    /**
     * 8 callers lease 100 events and acknowledge them.
     *
     * @param log the log
     */
    @Benchmark
    @Beside("plainBatches")
    public void leaseAndAcknowledge(FilledFixture log) {
        log.drain(8, 100);
    }
}

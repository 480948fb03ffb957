package io.gridgate.benchmarks.parts;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

import java.util.List;

/**
 * Processor time and allocated bytes per operation, of the whole process and without what a
 * benchmark declares as preparation. Steadier than the wall on a machine that does other work too.
 */
public final class EffortProfiler implements InternalProfiler {

    static final String CPU = "cpu.norm";
    static final String BYTES = "bytes.norm";

    private Effort before = Effort.now();

    /** Made by JMH. */
    public EffortProfiler() {}

    @Override
    public String getDescription() {
        return "processor time and bytes per operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        Effort.takeExcluded();
        before = Effort.now();
    }

    @Override
    public List<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        Effort spent = Effort.now().minus(before).minus(Effort.takeExcluded());
        long operations = Math.max(1, result.getMetadata().getAllOps());
        return List.of(
                new ScalarResult(
                        CPU,
                        (double) spent.cpuNanos() / operations,
                        "ns/op",
                        AggregationPolicy.AVG),
                new ScalarResult(
                        BYTES, (double) spent.bytes() / operations, "B/op", AggregationPolicy.AVG));
    }
}

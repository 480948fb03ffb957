package io.gridgate.benchmarks.parts;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeMap;

/**
 * The results as a table. Ratios are those of processor time and of bytes to the benchmark that
 * {@link Beside} names, in this run.
 */
final class PartsTable {

    private static final String ROW = "%-52s %12s %10s %10s %10s %7s %7s  %s%n";
    private static final String BESIDE_NOTHING = "";

    /** Nobody is measured beside next to nothing. */
    private static final double RATIO_TO_MIN = 0.1;

    private final Collection<RunResult> results;

    private PartsTable(Collection<RunResult> results) {
        this.results = results;
    }

    static String of(Collection<RunResult> results) {
        return new PartsTable(results).text();
    }

    private String text() {
        StringBuilder text =
                new StringBuilder()
                        .append(
                                ROW.formatted(
                                        "part",
                                        "ns/op",
                                        "±",
                                        "CPU-ns/op",
                                        "B/op",
                                        "CPU",
                                        "B",
                                        "beside"));
        TreeMap<String, RunResult> sorted = new TreeMap<>();
        results.forEach(result -> sorted.put(name(result.getParams()), result));
        sorted.forEach((name, result) -> text.append(row(name, result)));
        return text.toString();
    }

    private String row(String name, RunResult result) {
        RunResult beside = beside(result);
        double time = result.getPrimaryResult().getScore();
        double cpu = secondary(result, EffortProfiler.CPU);
        double bytes = secondary(result, EffortProfiler.BYTES);
        return ROW.formatted(
                name,
                number(time),
                number(result.getPrimaryResult().getScoreError()),
                number(cpu),
                number(bytes),
                beside == null ? "" : ratio(cpu, secondary(beside, EffortProfiler.CPU)),
                beside == null ? "" : ratio(bytes, secondary(beside, EffortProfiler.BYTES)),
                beside == null ? "" : method(beside.getParams().getBenchmark()));
    }

    /** Returns what the result is to be read beside, with the same parameters where it has them. */
    private @Nullable RunResult beside(RunResult result) {
        BenchmarkParams params = result.getParams();
        String benchmark = params.getBenchmark();
        String wanted = beside(benchmark);
        if (wanted.isEmpty()) {
            return null;
        }
        String full = benchmark.substring(0, benchmark.lastIndexOf('.') + 1) + wanted;
        return results.stream()
                .filter(other -> other.getParams().getBenchmark().equals(full))
                .filter(other -> agree(params, other.getParams()))
                .findFirst()
                .orElse(null);
    }

    private static boolean agree(BenchmarkParams left, BenchmarkParams right) {
        return right.getParamsKeys().stream()
                .filter(left.getParamsKeys()::contains)
                .allMatch(key -> left.getParam(key).equals(right.getParam(key)));
    }

    private static String beside(String benchmark) {
        int dot = benchmark.lastIndexOf('.');
        try {
            for (Method method : Class.forName(benchmark.substring(0, dot)).getMethods()) {
                Beside beside = method.getAnnotation(Beside.class);
                if (beside != null && method.getName().equals(benchmark.substring(dot + 1))) {
                    return beside.value();
                }
            }
            return BESIDE_NOTHING;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("JMH ran a class that is not there", e);
        }
    }

    private static String name(BenchmarkParams params) {
        StringBuilder name = new StringBuilder(method(params.getBenchmark()));
        params.getParamsKeys().stream()
                .sorted()
                .forEach(key ->
                        name.append(' ').append(key).append('=').append(params.getParam(key)));
        return name.toString();
    }

    /** Returns class and method without the package. */
    private static String method(String benchmark) {
        int dot = benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1);
        return benchmark.substring(dot + 1).replace("Benchmark.", ".");
    }

    private static double secondary(RunResult result, String label) {
        Result<?> found = result.getSecondaryResults().get(label);
        return found == null ? Double.NaN : found.getScore();
    }

    private static String ratio(double one, double other) {
        return other < RATIO_TO_MIN || Double.isNaN(one / other)
                ? ""
                : String.format(Locale.ROOT, "%.2f", one / other);
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }
}

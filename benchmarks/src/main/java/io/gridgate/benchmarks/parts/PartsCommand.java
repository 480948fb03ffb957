package io.gridgate.benchmarks.parts;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;

/** Runs the benchmarks of single parts and prints each beside what it is measured against. */
@Command(
        name = "parts",
        mixinStandardHelpOptions = true,
        description =
                "Measures single parts with JMH: time, processor time and bytes per operation.")
public final class PartsCommand implements Callable<Integer> {

    private static final String PACKAGES = "^io\\.gridgate\\..*";

    @Parameters(
            arity = "0..*",
            description = "Regular expressions for Class.method; all parts where none is given.")
    private List<String> patterns = List.of();

    @Option(
            names = "--json",
            description = "Where the results go as JSON; default: ${DEFAULT-VALUE}.")
    private Path json = Path.of("target", "benchmarks", "parts.json");

    @Option(names = "--forks", description = "Processes per benchmark; default: its own.")
    private @Nullable Integer forks;

    @Option(
            names = "--iterations",
            description = "Measured iterations per process; default: the benchmark's own.")
    private @Nullable Integer iterations;

    @Option(names = "--seconds", description = "Length of an iteration; default: its own.")
    private @Nullable Integer seconds;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE[,VALUE]",
            description = "Values of a parameter, such as log or dedup.")
    private List<String> parameters = List.of();

    @Option(
            names = "--jvm-args",
            description = "More options for the measured JVM, split at blanks; to profile, say.")
    private String jvmArgs = "";

    @Option(names = "--quick", description = "Two short iterations each: to try, not to quote.")
    private boolean quick;

    /** Made by picocli. */
    public PartsCommand() {}

    /**
     * Runs the command on its own.
     *
     * @param arguments its options and patterns
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PartsCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, RunnerException {
        Collection<RunResult> results = new Runner(options().build()).run();
        PrintStream out = System.out;
        out.println();
        out.print(PartsTable.of(results));
        Path parent = json.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (PrintStream file = new PrintStream(json.toFile())) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, file).writeOut(results);
        }
        out.println("Results: " + json);
        return 0;
    }

    private ChainedOptionsBuilder options() {
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .shouldFailOnError(true)
                        .addProfiler(GCProfiler.class)
                        .addProfiler(EffortProfiler.class);
        if (patterns.isEmpty()) {
            options.include(PACKAGES);
        }
        patterns.forEach(pattern -> options.include(PACKAGES + pattern));
        if (quick) {
            TimeValue short1 = TimeValue.milliseconds(300);
            options.forks(1).warmupIterations(2).warmupTime(short1);
            options.measurementIterations(2).measurementTime(short1);
        }
        if (!jvmArgs.isBlank()) {
            options.jvmArgsAppend(jvmArgs.strip().split(" +"));
        }
        if (forks != null) {
            options.forks(forks);
        }
        if (iterations != null) {
            options.measurementIterations(iterations);
        }
        if (seconds != null) {
            TimeValue time = TimeValue.seconds(seconds);
            options.warmupTime(time).measurementTime(time);
        }
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("a parameter is NAME=VALUE: " + parameter);
            }
            options.param(
                    parameter.substring(0, equals), parameter.substring(equals + 1).split(","));
        }
        return options;
    }
}

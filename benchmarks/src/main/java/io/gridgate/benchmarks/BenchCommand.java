package io.gridgate.benchmarks;

import io.gridgate.benchmarks.parts.PartsCommand;
import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.TextTable;
import io.gridgate.benchmarks.scenario.Effort;
import io.gridgate.benchmarks.scenario.Lab;
import io.gridgate.benchmarks.scenario.Scenario;
import io.gridgate.benchmarks.scenario.Scenarios;
import io.gridgate.benchmarks.server.Checkout;
import io.gridgate.benchmarks.server.Launch;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Measures the product beside a bare handler. */
@Command(
        name = "gridgate bench",
        description = {
            "Measures Gridgate beside a bare handler on this machine, in turn, with the same load.",
            "Figures go to standard output, progress to standard error.",
            ""
        },
        subcommands = PartsCommand.class,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
final class BenchCommand implements Callable<Integer> {

    private static final int LONG_POLLS = 1_000;

    @Parameters(
            paramLabel = "SCENARIO",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "Scenarios to run; all without any.")
    private List<String> names = List.of();

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often bare handler and product are measured in turn.")
    private int repetitions;

    @Option(
            names = "--window",
            paramLabel = "SECONDS",
            defaultValue = "6",
            description = "Length of one measurement.")
    private int windowSeconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Load before the first measurement, for each.")
    private int warmUpSeconds;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "64",
            description = "Connections of the client.")
    private int connections;

    @Option(
            names = "--client-threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads of the client.")
    private int clientThreads;

    @Option(
            names = "--pending",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Events pending where memory and start are measured.")
    private long pending;

    @Option(
            names = "--backlog",
            paramLabel = "N",
            defaultValue = "5000000",
            description = "Events pending where the cost of a backlog is measured.")
    private long backlog;

    @Option(
            names = "--quick",
            description = "Short measurements that show that all works, and no more.")
    private boolean quick;

    @Option(
            names = "--pinned",
            description =
                    "Servers on one core, client on another: less noise, for comparing versions.")
    private boolean pinned;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where JSON, table and plot go, the table into DIR.md if it has a place for it; figures of other scenarios that are there stay."
                            + " Default: benchmarks/target/bench/results.")
    private @Nullable Path out;

    @Option(
            names = "--client-check",
            description = "Compare the load client with wrk on the bare handler, and end.")
    private boolean clientCheck;

    @Option(names = "--list", description = "List the scenarios and end.")
    private boolean list;

    @Option(
            names = "--server-flag",
            paramLabel = "FLAG",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "Flag for the JVM of every server, repeatable; default -Xmx256m.")
    private List<String> flags = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            for (Scenario scenario : Scenarios.all()) {
                System.out.printf("%-18s %s%n", scenario.name(), scenario.about());
            }
            return 0;
        }
        List<Scenario> chosen = chosen();
        Checkout checkout = Checkout.find();
        Launch launch =
                new Launch(
                        checkout,
                        pinned ? Pinning.pin() : List.of(),
                        flags.isEmpty() ? Launch.FLAGS : flags);
        if (clientCheck) {
            System.out.print(new ClientCheck(launch, effort()).run());
            return 0;
        }
        Lab lab = new Lab(launch, effort(), System.err::println);
        List<Figure> figures = new ArrayList<>();
        for (Scenario scenario : chosen) {
            System.err.println(scenario.name() + ": " + scenario.about());
            figures.addAll(scenario.run(lab));
        }
        System.out.print(TextTable.of(figures));
        Path folder = out == null ? checkout.work().resolve("results") : out;
        Publication.write(folder, pinned ? "-pinned" : "", setting(), checkout.root(), figures);
        System.err.println("written to " + folder);
        return 0;
    }

    private String setting() {
        Effort effort = effort();
        return "%s, %d connections, %d × %d s each"
                .formatted(
                        pinned ? "server and client on a core each" : "server and client unpinned",
                        effort.connections(),
                        effort.repetitions(),
                        effort.window().toSeconds());
    }

    private Effort effort() {
        Effort effort =
                new Effort(
                        repetitions,
                        Duration.ofSeconds(warmUpSeconds),
                        Duration.ofSeconds(windowSeconds),
                        connections,
                        clientThreads,
                        pending,
                        backlog,
                        LONG_POLLS);
        return quick ? effort.quick() : effort;
    }

    private List<Scenario> chosen() {
        List<Scenario> all = Scenarios.all();
        for (String name : names) {
            if (all.stream().noneMatch(scenario -> scenario.name().equals(name))) {
                throw new ParameterException(
                        new CommandLine(this), "no scenario is called " + name);
            }
        }
        return names.isEmpty()
                ? all
                : all.stream().filter(scenario -> names.contains(scenario.name())).toList();
    }
}

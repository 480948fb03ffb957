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

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

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

    @Parameters(paramLabel = "SCENARIO", description = "Scenarios to run; all without any.")
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
            names = "--quick",
            description = "Short measurements that show that all works, and no more.")
    private boolean quick;

    @Option(names = "--list", description = "List the scenarios and end.")
    private boolean list;

    @Option(
            names = "--server-flag",
            paramLabel = "FLAG",
            description = "Flag for the JVM of every server, repeatable; default -Xmx256m.")
    private List<String> flags = List.of();

    @Override
    public Integer call() throws InterruptedException {
        if (list) {
            for (Scenario scenario : Scenarios.all()) {
                System.out.printf("%-18s %s%n", scenario.name(), scenario.about());
            }
            return 0;
        }
        List<Scenario> chosen = chosen();
        Launch launch =
                new Launch(Checkout.find(), List.of(), flags.isEmpty() ? Launch.FLAGS : flags);
        Lab lab = new Lab(launch, effort(), System.err::println);
        List<Figure> figures = new ArrayList<>();
        for (Scenario scenario : chosen) {
            System.err.println(scenario.name() + ": " + scenario.about());
            figures.addAll(scenario.run(lab));
        }
        System.out.print(TextTable.of(figures));
        return 0;
    }

    private Effort effort() {
        return quick
                ? new Effort(
                        1, Duration.ofSeconds(2), Duration.ofSeconds(2), connections, clientThreads)
                : new Effort(
                        repetitions,
                        Duration.ofSeconds(warmUpSeconds),
                        Duration.ofSeconds(windowSeconds),
                        connections,
                        clientThreads);
    }

    private List<Scenario> chosen() {
        List<Scenario> all = Scenarios.all();
        for (String name : names) {
            if (all.stream().noneMatch(scenario -> scenario.name().equals(name))) {
                throw new ParameterException(
                        new picocli.CommandLine(this), "no scenario is called " + name);
            }
        }
        return names.isEmpty()
                ? all
                : all.stream().filter(scenario -> names.contains(scenario.name())).toList();
    }
}

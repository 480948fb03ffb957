package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Spread;
import io.gridgate.benchmarks.report.Target;
import io.gridgate.benchmarks.server.ProcessUsage;
import io.gridgate.benchmarks.server.ServerProcess;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a worker process costs while there is nothing to do. */
final class IdleWorkerScenario implements Scenario {

    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final Duration WATCH = Duration.ofSeconds(20);
    private static final double MEBIBYTE = 1 << 20;

    @Override
    public String name() {
        return "idle-worker";
    }

    @Override
    public String about() {
        return "a worker process that waits for events";
    }

    @Override
    public List<Figure> run(Lab lab) throws InterruptedException {
        try (Namespace namespace =
                        Namespace.start(lab, lab.launch().emptyFolder("namespace"), List.of());
                ServerProcess worker =
                        lab.launch().product("worker", List.of(), namespace.workerArguments())) {
            Thread.sleep(SETTLE);
            List<Double> percents = new ArrayList<>();
            for (int i = 1; i <= lab.effort().repetitions(); i++) {
                percents.add(percentOfACore(worker.pid()));
                lab.say("  %.2f %% of a core".formatted(percents.getLast()));
            }
            double resident = ProcessUsage.of(worker.pid()).residentBytes() / MEBIBYTE;
            return List.of(
                    new Figure(
                            name(),
                            "processor time of a worker process without events",
                            "% of a core",
                            Spread.of(percents),
                            Target.atMost(1, 1),
                            Map.of("resident MiB", Spread.of(resident))));
        }
    }

    private static double percentOfACore(long pid) throws InterruptedException {
        long before = ProcessUsage.of(pid).cpuMicros();
        long start = System.nanoTime();
        Thread.sleep(WATCH);
        long micros = ProcessUsage.of(pid).cpuMicros() - before;
        return micros * 1e5 / (System.nanoTime() - start);
    }
}

package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.load.LoadClient;
import io.gridgate.benchmarks.load.Pulling;
import io.gridgate.benchmarks.load.Window;
import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Spread;
import io.gridgate.benchmarks.report.Target;
import io.gridgate.benchmarks.server.JvmProbe;
import io.gridgate.benchmarks.server.ProcessUsage;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** What it costs to have many callers wait for events that do not come. */
final class IdleScenario implements Scenario {

    private static final int WAIT_SECONDS = 40;
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final Duration WATCH = Duration.ofSeconds(20);
    private static final double MEBIBYTE = 1 << 20;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String about() {
        return "many long polls waiting, no events";
    }

    @Override
    public List<Figure> run(Lab lab) throws InterruptedException {
        int polls = lab.effort().longPolls();
        try (Namespace namespace =
                        Namespace.start(lab, lab.launch().emptyFolder("namespace"), List.of());
                JvmProbe probe = JvmProbe.attach(namespace.server().pid());
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            namespace.fillTo(1_000);
            namespace.empty();
            double heap = probe.liveBytes() / MEBIBYTE;
            double resident = resident(namespace);
            try (LoadClient client =
                    namespace.client(
                            Stream.generate(IdleScenario::poll).limit(polls).toList(), 1)) {
                Future<Window> waiting = thread.submit(() -> client.saturate(SETTLE));
                Thread.sleep(SETTLE);
                long before = ProcessUsage.of(namespace.server().pid()).cpuMicros();
                long start = System.nanoTime();
                Thread.sleep(WATCH);
                long micros = ProcessUsage.of(namespace.server().pid()).cpuMicros() - before;
                double percent = micros * 1e5 / (System.nanoTime() - start);
                double heapGrowth = probe.liveBytes() / MEBIBYTE - heap;
                double residentGrowth = resident(namespace) - resident;
                lab.say(
                        "  %.2f %% of a core, heap +%.1f MiB, resident +%.0f MiB"
                                .formatted(percent, heapGrowth, residentGrowth));
                Window ended = waiting.get();
                if (ended.failures() > 0 || ended.requests() > 0) {
                    throw new IllegalStateException(
                            "the polls did not wait: " + ended.firstFailure().orElse("answered"));
                }
                return List.of(
                        new Figure(
                                name() + "-cpu",
                                "processor time with %,d long polls waiting".formatted(polls),
                                "% of a core",
                                Spread.of(percent),
                                Target.atMost(2, 2),
                                Map.of()),
                        new Figure(
                                name() + "-memory",
                                "growth of the process with %,d long polls waiting"
                                        .formatted(polls),
                                "MiB",
                                Spread.of(residentGrowth),
                                Target.atMost(100, 100),
                                Map.of("live heap growth MiB", Spread.of(heapGrowth))));
            } catch (ExecutionException e) {
                throw new IllegalStateException("waiting broke off: " + e.getCause(), e);
            }
        }
    }

    private static Pulling poll() {
        return Pulling.andHold(Namespace.receive(Namespace.BATCH, WAIT_SECONDS), Namespace.BATCH);
    }

    private static double resident(Namespace namespace) {
        return ProcessUsage.of(namespace.server().pid()).residentBytes() / MEBIBYTE;
    }
}

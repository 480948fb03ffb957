package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.load.LoadClient;
import io.gridgate.benchmarks.load.Publishing;
import io.gridgate.benchmarks.load.Pulling;
import io.gridgate.benchmarks.load.Window;
import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Spread;
import io.gridgate.benchmarks.report.Target;
import io.gridgate.benchmarks.server.Bystanders;
import io.gridgate.benchmarks.server.FreshMemory;

import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How long an event takes from the moment at which it should be published until somebody who waits
 * for it has it, at fixed rates of publishing that do not give way when the product is slow.
 */
final class LatencyScenario implements Scenario {

    private static final int RECEIVERS = 8;
    private static final int WAIT_SECONDS = 2;
    private static final Duration LEAD = Duration.ofMillis(500);
    private static final Duration TRAIL = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String about() {
        return "publish → receive with long polls waiting";
    }

    @Override
    public List<Figure> run(Lab lab) throws InterruptedException {
        Effort effort = lab.effort();
        List<Pulling> pulling =
                IntStream.range(0, RECEIVERS)
                        .mapToObj(_ ->
                                Pulling.andAcknowledge(
                                        Namespace.receive(Namespace.BATCH, WAIT_SECONDS),
                                        Namespace.acknowledge(),
                                        Namespace.BATCH,
                                        Pulling.WhenEmpty.GO_ON))
                        .toList();
        List<Publishing> publishing =
                Stream.generate(() -> Publishing.timed(Namespace.publishOne()))
                        .limit(effort.connections())
                        .toList();
        try (Namespace namespace =
                        Namespace.start(lab, lab.launch().emptyFolder("namespace"), List.of());
                LoadClient publishers = namespace.client(publishing, effort.clientThreads());
                LoadClient receivers = namespace.client(pulling, 1)) {
            publishers.saturate(effort.warmUp());
            namespace.empty();
            double capacity = publishers.saturate(effort.window()).eventsPerSecond();
            lab.say("  capacity %,.0f events/s".formatted(capacity));
            namespace.empty();
            Course course =
                    new Course(lab, namespace.server().pid(), publishers, receivers, pulling);
            course.run(capacity / 10, effort.warmUp());
            return List.of(
                    course.figure(this, 10, capacity, Target.atMost(5, 5)),
                    course.figure(this, 50, capacity, Target.atMost(15, 15)));
        }
    }

    /** Publishers and receivers that run at the same time. */
    private record Course(
            Lab lab,
            long server,
            LoadClient publishers,
            LoadClient receivers,
            List<Pulling> pulling) {

        Figure figure(Scenario scenario, int percent, double capacity, Target target)
                throws InterruptedException {
            double perSecond = capacity * percent / 100;
            List<Histogram> all = new ArrayList<>();
            List<Double> others = new ArrayList<>();
            for (int i = 1; i <= lab.effort().repetitions(); i++) {
                FreshMemory.touch();
                Bystanders bystanders = new Bystanders(server);
                Histogram ages = run(perSecond, lab.effort().window());
                others.add(bystanders.percent());
                lab.say(
                        "  %d %% of capacity  p50 %.2f  p99 %.2f  p99.9 %.2f ms  others %.0f %%"
                                .formatted(
                                        percent,
                                        millis(ages, 50),
                                        millis(ages, 99),
                                        millis(ages, 99.9),
                                        others.getLast()));
                all.add(ages);
            }
            return new Figure(
                    scenario.name() + "-" + percent,
                    scenario.about() + ", p99 at " + percent + " % of the publish capacity",
                    "ms",
                    spread(all, 99),
                    target,
                    Map.of(
                            "p50 ms", spread(all, 50),
                            "p99 ms", spread(all, 99),
                            "p99.9 ms", spread(all, 99.9),
                            "events/s", Spread.of(perSecond),
                            "others % of machine", Spread.of(others)));
        }

        Histogram run(double perSecond, Duration window) throws InterruptedException {
            long from = System.nanoTime() + LEAD.toNanos();
            pulling.forEach(p -> p.noteAges(from, from + window.toNanos()));
            try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
                Duration pull = LEAD.plus(window).plus(TRAIL);
                Future<Window> pulled = thread.submit(() -> receivers.saturate(pull));
                check(publishers.atRate(perSecond, LEAD.plus(window)));
                check(pulled.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("receiving broke off: " + e.getCause(), e);
            }
            Histogram ages = Window.newHistogram();
            pulling.forEach(p -> ages.add(p.ages()));
            double expected = perSecond * window.toMillis() / 1000;
            if (ages.getTotalCount() < expected * 0.98) {
                throw new IllegalStateException(
                        "of %,.0f events only %,d came within %s"
                                .formatted(expected, ages.getTotalCount(), TRAIL));
            }
            return ages;
        }

        private static void check(Window window) {
            if (window.failures() > 0) {
                throw new IllegalStateException(
                        "a request was refused: " + window.firstFailure().orElse(""));
            }
        }

        private static Spread spread(List<Histogram> all, double percentile) {
            return Spread.of(all.stream().map(ages -> millis(ages, percentile)).toList());
        }

        private static double millis(Histogram ages, double percentile) {
            return ages.getValueAtPercentile(percentile) / 1e6;
        }
    }
}

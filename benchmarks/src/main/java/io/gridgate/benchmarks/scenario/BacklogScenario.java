package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.load.Dialogue;
import io.gridgate.benchmarks.load.Limited;
import io.gridgate.benchmarks.load.Publishing;
import io.gridgate.benchmarks.load.Pulling;
import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Spread;
import io.gridgate.benchmarks.report.Target;
import io.gridgate.benchmarks.server.JvmProbe;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Three namespaces in turn, with nothing, something and a day's backlog pending: what an event
 * costs. Then what the largest one needs of memory, and how long it takes to start again.
 */
final class BacklogScenario implements Scenario {

    // Three servers take turns on two cores; after one turn each their code is half compiled.
    private static final int WARM_UPS = 3;
    private static final long SOME = 100_000;
    private static final double MEBIBYTE = 1 << 20;

    @Override
    public String name() {
        return "backlog";
    }

    @Override
    public String about() {
        return "processor time per event with a backlog, against none; then its heap and restart";
    }

    @Override
    public List<Figure> run(Lab lab) throws InterruptedException {
        long events = lab.effort().backlog();
        long some = Math.min(SOME, events);
        Path data = lab.launch().emptyFolder("backlog");
        List<Figure> figures = new ArrayList<>();
        try (Namespace none =
                        Namespace.start(lab, lab.launch().emptyFolder("namespace"), List.of());
                Namespace few = Namespace.start(lab, lab.launch().emptyFolder("few"), List.of());
                Namespace many = Namespace.start(lab, data, List.of())) {
            lab.say("  publishing %,d events".formatted(events));
            many.fillTo(events);
            few.fillTo(some);
            try (Costs empty = new Costs(lab, "empty", none);
                    Costs small = new Costs(lab, "small", few);
                    Costs full = new Costs(lab, "full", many)) {
                List<Costs> all = List.of(empty, small, full);
                for (int i = 0; i < WARM_UPS; i++) {
                    measure(all, lab.effort().warmUp());
                }
                all.forEach(Costs::forget);
                for (int i = 0; i < lab.effort().repetitions(); i++) {
                    measure(all, lab.effort().window());
                }
                Target target = Target.atMost(1.2, 1.4);
                figures.add(figure("publish", events, full.publish, empty.publish, target));
                figures.add(figure("pull", events, full.pull, empty.pull, target));
                Target flat = Target.atMost(1.3, 1.3);
                figures.add(figure("publish-some", some, small.publish, empty.publish, flat));
                figures.add(figure("pull-some", some, small.pull, empty.pull, flat));
                figures.add(heap(many, events));
            }
        }
        figures.addAll(restarts(lab, data, events));
        return figures;
    }

    private static void measure(List<Costs> all, Duration window) throws InterruptedException {
        for (Costs each : all) {
            each.measure(window);
        }
    }

    private Figure heap(Namespace namespace, long events) {
        try (JvmProbe probe = JvmProbe.attach(namespace.server().pid())) {
            return new Figure(
                    name() + "-heap",
                    "live heap with %,d events pending".formatted(events),
                    "MiB",
                    Spread.of(probe.liveBytes() / MEBIBYTE),
                    Target.atMost(512, 512),
                    Map.of());
        }
    }

    private List<Figure> restarts(Lab lab, Path data, long events) throws InterruptedException {
        String what = "start with %,d events pending".formatted(events);
        Figure clean;
        try (Namespace again = Namespace.start(lab, data, List.of())) {
            clean = restart("start", what, again, Target.atMost(3, 3));
            again.server().kill();
        }
        try (Namespace again = Namespace.start(lab, data, List.of())) {
            Target target = Target.atMost(10, 10);
            return List.of(clean, restart("start-killed", what + ", killed before", again, target));
        }
    }

    private Figure restart(String which, String what, Namespace namespace, Target target) {
        double seconds = namespace.server().startTime().toNanos() / 1e9;
        return new Figure(name() + "-" + which, what, "s", Spread.of(seconds), target, Map.of());
    }

    private Figure figure(
            String what, long events, List<Double> full, List<Double> empty, Target target) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < full.size(); i++) {
            ratios.add(full.get(i) / empty.get(i));
        }
        Map<String, Spread> beside = new LinkedHashMap<>();
        beside.put("CPU µs/event", Spread.of(full));
        beside.put("CPU µs/event without", Spread.of(empty));
        return new Figure(
                name() + "-" + what,
                "cost of %s with %,d events pending"
                        .formatted(
                                what.startsWith("pull")
                                        ? "receive(100) + acknowledge(100)"
                                        : "publish, 100 per request",
                                events),
                "× empty",
                Spread.of(ratios),
                target,
                beside);
    }

    /** What publishing and pulling cost in one namespace, in µs per event. */
    private static final class Costs implements AutoCloseable {

        private final Lab lab;
        private final String name;
        private final Side publisher;
        private final Side puller;
        private final List<Double> publish = new ArrayList<>();
        private final List<Double> pull = new ArrayList<>();
        private final AtomicLong requestsLeft = new AtomicLong();

        Costs(Lab lab, String name, Namespace namespace) {
            this.lab = lab;
            this.name = name;
            Supplier<Dialogue> publishing =
                    () -> Publishing.batch(Namespace.publishBatch(), Namespace.BATCH);
            Supplier<Dialogue> pulling =
                    () ->
                            new Limited(
                                    Pulling.andAcknowledge(
                                            Namespace.receive(Namespace.BATCH, 0),
                                            Namespace.acknowledge(),
                                            Namespace.BATCH,
                                            Pulling.WhenEmpty.STOP),
                                    requestsLeft);
            publisher = Side.namespace(lab, namespace, publishing);
            puller = Side.namespace(lab, namespace, pulling);
        }

        void measure(Duration window) throws InterruptedException {
            Measured published = publisher.measure(window);
            publish.add(published.microsPerEvent());
            // as many as came, by two requests for each batch, so that the backlog stays
            requestsLeft.set(2 * published.window().events() / Namespace.BATCH);
            pull.add(puller.measure(window).microsPerEvent());
            lab.say(
                    "  %-6s publish %.2f µs, pull %.2f µs"
                            .formatted(name, publish.getLast(), pull.getLast()));
        }

        void forget() {
            publish.clear();
            pull.clear();
        }

        @Override
        public void close() {
            publisher.close();
            puller.close();
        }
    }
}

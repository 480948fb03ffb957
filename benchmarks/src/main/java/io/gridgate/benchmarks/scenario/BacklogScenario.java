package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.load.Dialogue;
import io.gridgate.benchmarks.load.Publishing;
import io.gridgate.benchmarks.load.Pulling;
import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Spread;
import io.gridgate.benchmarks.report.Target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Two namespaces in turn, one nearly empty and one with a day's backlog: what an event costs. */
final class BacklogScenario implements Scenario {

    @Override
    public String name() {
        return "backlog";
    }

    @Override
    public String about() {
        return "processor time per event with a backlog, against none";
    }

    @Override
    public List<Figure> run(Lab lab) throws InterruptedException {
        long events = lab.effort().backlog();
        try (Namespace few =
                        Namespace.start(lab, lab.launch().emptyFolder("namespace"), List.of());
                Namespace many =
                        Namespace.start(lab, lab.launch().emptyFolder("backlog"), List.of())) {
            lab.say("  publishing %,d events".formatted(events));
            many.fillTo(events);
            try (Costs empty = new Costs(lab, "empty", few);
                    Costs full = new Costs(lab, "full", many)) {
                empty.measure(lab.effort().warmUp());
                full.measure(lab.effort().warmUp());
                empty.forget();
                full.forget();
                for (int i = 0; i < lab.effort().repetitions(); i++) {
                    empty.measure(lab.effort().window());
                    full.measure(lab.effort().window());
                }
                return List.of(
                        figure("publish", events, full.publish, empty.publish),
                        figure("pull", events, full.pull, empty.pull));
            }
        }
    }

    private Figure figure(String what, long events, List<Double> full, List<Double> empty) {
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
                                what.equals("pull")
                                        ? "receive(100) + acknowledge(100)"
                                        : "publish, 100 per request",
                                events),
                "× empty",
                Spread.of(ratios),
                Target.atMost(1.2, 1.4),
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

        Costs(Lab lab, String name, Namespace namespace) {
            this.lab = lab;
            this.name = name;
            Supplier<Dialogue> publishing =
                    () -> Publishing.batch(Namespace.publishBatch(), Namespace.BATCH);
            Supplier<Dialogue> pulling =
                    () ->
                            Pulling.andAcknowledge(
                                    Namespace.receive(Namespace.BATCH, 0),
                                    Namespace.acknowledge(),
                                    Namespace.BATCH,
                                    Pulling.WhenEmpty.STOP);
            publisher = Side.namespace(lab, namespace, publishing);
            puller = Side.namespace(lab, namespace, pulling);
        }

        void measure(Duration window) throws InterruptedException {
            publish.add(publisher.measure(window).microsPerEvent());
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

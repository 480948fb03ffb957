package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.load.SampleEvents;
import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Spread;
import io.gridgate.benchmarks.report.Target;
import io.gridgate.benchmarks.server.Detour;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A gateway that forwards a backlog over HTTPS to a namespace on the same machine: as fast as the
 * two can, and through a way that answers 20 ms later, where only its throughput units should bound
 * it.
 */
final class ForwardScenario implements Scenario {

    private static final long EVENTS_PER_SECOND_OF_WINDOW = 30_000;
    private static final int WARM_UPS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration FAR = Duration.ofMillis(20);
    private static final int UNITS = 4;

    /** What a unit takes: a thousand events, or a million bytes with the comma of the array. */
    private static final double EVENTS_PER_UNIT = Math.min(1_000, 1e6 / (SampleEvents.BYTES + 1));

    private static final Gateway.Partner PARTNER = new Gateway.Partner("contoso", "");

    @Override
    public String name() {
        return "forward";
    }

    @Override
    public String about() {
        return "outbox → HTTPS → namespace, out of a backlog";
    }

    @Override
    public List<Figure> run(Lab lab) throws InterruptedException {
        try (Side bare = Side.bare(lab);
                Namespace namespace =
                        Namespace.start(lab, lab.launch().emptyFolder("namespace"), List.of())) {
            return List.of(drain(lab, bare, namespace), far(lab, namespace));
        }
    }

    private Figure drain(Lab lab, Side bare, Namespace namespace) throws InterruptedException {
        int port = namespace.server().address("httpsUrl").getPort();
        try (Gateway gateway =
                Gateway.start(lab, "gateway", namespace, port, "", Stream.of(PARTNER))) {
            Effort effort = lab.effort();
            List<Double> ratios = new ArrayList<>();
            List<Double> rates = new ArrayList<>();
            List<Double> requests = new ArrayList<>();
            bare.measure(effort.warmUp());
            for (int i = 0; i < WARM_UPS; i++) {
                drained(gateway, namespace, effort.warmUp());
            }
            for (int i = 0; i < effort.repetitions(); i++) {
                requests.add(bare.measure(effort.window()).perSecond());
                rates.add(drained(gateway, namespace, effort.window()));
                ratios.add(rates.getLast() / requests.getLast());
                lab.say(
                        "  bare %,.0f /s  forwarded %,.0f /s"
                                .formatted(requests.getLast(), rates.getLast()));
            }
            return new Figure(
                    name() + "-backlog",
                    about() + ", events/s",
                    Figure.TIMES_BARE,
                    Spread.of(ratios),
                    Target.atLeast(1, 1),
                    Map.of("events/s", Spread.of(rates), "bare requests/s", Spread.of(requests)));
        }
    }

    /** Fills the outbox while the namespace stands still, and returns the rate when it goes on. */
    private static double drained(Gateway gateway, Namespace namespace, Duration window)
            throws InterruptedException {
        namespace.server().pause();
        try {
            gateway.fill(PARTNER, EVENTS_PER_SECOND_OF_WINDOW * window.toMillis() / 1000);
        } finally {
            namespace.server().resume();
        }
        long events = gateway.books().pending();
        long start = System.nanoTime();
        while (gateway.books().pending() > 0) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("not forwarded: " + gateway.books());
            }
            Thread.sleep(5);
        }
        return events * 1e9 / (System.nanoTime() - start);
    }

    private Figure far(Lab lab, Namespace namespace) throws InterruptedException {
        Effort effort = lab.effort();
        try (Detour detour = new Detour(namespace.server().address("httpsUrl"), FAR);
                Gateway gateway =
                        Gateway.start(
                                lab,
                                "gateway-far",
                                namespace,
                                detour.port(),
                                "throughput-units: " + UNITS,
                                Stream.of(PARTNER))) {
            double bound = UNITS * EVENTS_PER_UNIT;
            Duration all = effort.warmUp().plus(effort.window().multipliedBy(effort.repetitions()));
            // It forwards already while it is filled; ten seconds more cover that.
            gateway.fill(PARTNER, (long) (bound * (1.5 * all.toMillis() / 1000 + 10)));
            Thread.sleep(effort.warmUp());
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < effort.repetitions(); i++) {
                long before = gateway.books().acknowledged();
                long start = System.nanoTime();
                Thread.sleep(effort.window());
                long events = gateway.books().acknowledged() - before;
                ratios.add(events * 1e9 / (System.nanoTime() - start) / bound);
            }
            if (gateway.books().pending() == 0) {
                throw new IllegalStateException("the backlog ended before the measurement");
            }
            lab.say("  %d units  %.3f of what they take".formatted(UNITS, ratios.getLast()));
            return new Figure(
                    name() + "-units",
                    "forwarding to a namespace 20 ms away, of what its %d throughput units take"
                            .formatted(UNITS),
                    "× units",
                    Spread.of(ratios),
                    Target.atLeast(0.95, 0.95),
                    Map.of("events/s of the units", Spread.of(bound)));
        }
    }
}

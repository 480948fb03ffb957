package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.load.LoadClient;
import io.gridgate.benchmarks.load.Publishing;
import io.gridgate.benchmarks.load.Window;
import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Spread;
import io.gridgate.benchmarks.report.Target;
import io.gridgate.benchmarks.server.Detour;
import io.gridgate.benchmarks.server.FreshMemory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long a partner waits for its receipt while the namespace behind the gateway answers, is
 * silent, or cannot be reached: in turn, at a fixed rate.
 */
final class AcceptScenario implements Scenario {

    private static final double PER_SECOND = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Gateway.Partner PARTNER = new Gateway.Partner("contoso", "");

    @Override
    public String name() {
        return "accept";
    }

    @Override
    public String about() {
        return "partner's wait for its receipt";
    }

    @Override
    public List<Figure> run(Lab lab) throws InterruptedException {
        Effort effort = lab.effort();
        Map<Detour.State, List<Window>> windows = new EnumMap<>(Detour.State.class);
        List<Publishing> load =
                Stream.generate(() -> Publishing.single(PARTNER.one()))
                        .limit(effort.connections())
                        .toList();
        try (Namespace namespace =
                        Namespace.start(lab, lab.launch().emptyFolder("namespace"), List.of());
                Detour detour = new Detour(namespace.server().address("httpsUrl"), Duration.ZERO);
                Gateway gateway =
                        Gateway.start(
                                lab,
                                "gateway",
                                namespace,
                                detour.port(),
                                "request-timeout: PT5S, backoff-max: PT1S",
                                Stream.of(PARTNER));
                LoadClient client =
                        new LoadClient(
                                gateway.server().address("gatewayUrl"),
                                load,
                                effort.clientThreads())) {
            checked(client.saturate(effort.warmUp()));
            emptied(gateway);
            checked(client.atRate(PER_SECOND, effort.warmUp()));
            for (int i = 0; i < effort.repetitions(); i++) {
                for (Detour.State state : Detour.State.values()) {
                    detour.turn(state);
                    FreshMemory.touch();
                    Window window = checked(client.atRate(PER_SECOND, effort.window()));
                    windows.computeIfAbsent(state, _ -> new ArrayList<>()).add(window);
                    lab.say(
                            "  %-6s  p50 %.2f  p99 %.2f ms"
                                    .formatted(
                                            state.name().toLowerCase(java.util.Locale.ROOT),
                                            window.latencyMillis(50),
                                            window.latencyMillis(99)));
                }
                detour.turn(Detour.State.OPEN);
                emptied(gateway);
            }
        }
        List<Window> open = windows.getOrDefault(Detour.State.OPEN, List.of());
        return List.of(
                figure("silent", open, windows.getOrDefault(Detour.State.SILENT, List.of())),
                figure("down", open, windows.getOrDefault(Detour.State.CLOSED, List.of())));
    }

    private static Window checked(Window window) {
        if (window.failures() > 0) {
            throw new IllegalStateException(
                    "the gateway refused an event: " + window.firstFailure().orElse(""));
        }
        return window;
    }

    /** Waits until all is forwarded, so that every turn begins alike. */
    private static void emptied(Gateway gateway) throws InterruptedException {
        long start = System.nanoTime();
        while (gateway.books().pending() > 0) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("not forwarded: " + gateway.books());
            }
            Thread.sleep(20);
        }
    }

    private Figure figure(String how, List<Window> open, List<Window> other) {
        return new Figure(
                name() + "-" + how,
                "%s while the namespace is %s, against one that answers, median, at %,.0f events/s"
                        .formatted(about(), how, PER_SECOND),
                "× open",
                ratio(open, other, 50),
                Target.atMost(1.1, 1.1),
                Map.of(
                        "p99, × open", ratio(open, other, 99),
                        "p50 ms", millis(other, 50),
                        "p99 ms", millis(other, 99),
                        "p50 ms, open", millis(open, 50),
                        "p99 ms, open", millis(open, 99)));
    }

    private static Spread ratio(List<Window> open, List<Window> other, double percentile) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            ratios.add(
                    other.get(i).latencyMillis(percentile) / open.get(i).latencyMillis(percentile));
        }
        return Spread.of(ratios);
    }

    private static Spread millis(List<Window> windows, double percentile) {
        return Spread.of(windows.stream().map(w -> w.latencyMillis(percentile)).toList());
    }
}

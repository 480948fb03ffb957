package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.load.LoadClient;
import io.gridgate.benchmarks.load.Publishing;
import io.gridgate.benchmarks.load.Window;
import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Spread;
import io.gridgate.benchmarks.server.FreshMemory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * How long a partner waits for its receipts alone, beside another one that sends twenty times what
 * its limits allow, and beside one that sends the same without limits.
 */
final class FairnessScenario implements Scenario {

    private static final double CALM_PER_SECOND = 200;
    private static final double FLOOD_PER_SECOND = 10_000;
    private static final Gateway.Partner CALM = new Gateway.Partner("calm", "");
    private static final Gateway.Partner BOUND =
            new Gateway.Partner("bound", "limits: {requests-per-second: 500, burst: 500}");
    private static final Gateway.Partner FREE = new Gateway.Partner("free", "");

    @Override
    public String name() {
        return "fairness";
    }

    @Override
    public String about() {
        return "a partner's wait for its receipt beside another one's flood";
    }

    @Override
    public List<Figure> run(Lab lab) throws InterruptedException {
        Effort effort = lab.effort();
        List<Window> alone = new ArrayList<>();
        List<Window> bounded = new ArrayList<>();
        List<Window> unbounded = new ArrayList<>();
        try (Namespace namespace =
                        Namespace.start(lab, lab.launch().emptyFolder("namespace"), List.of());
                Gateway gateway =
                        Gateway.start(
                                lab,
                                "gateway",
                                namespace,
                                namespace.server().address("httpsUrl").getPort(),
                                "",
                                Stream.of(CALM, BOUND, FREE));
                LoadClient calm = client(gateway, CALM, 8);
                LoadClient bound = client(gateway, BOUND, effort.connections());
                LoadClient free = client(gateway, FREE, effort.connections())) {
            free.saturate(effort.warmUp());
            beside(bound, calm, effort.warmUp());
            for (int i = 0; i < effort.repetitions(); i++) {
                FreshMemory.touch();
                alone.add(checked(calm.atRate(CALM_PER_SECOND, effort.window())));
                bounded.add(beside(bound, calm, effort.window()));
                unbounded.add(beside(free, calm, effort.window()));
                lab.say(
                        "  p99 alone %.2f  beside a flood with limits %.2f  without %.2f ms"
                                .formatted(
                                        alone.getLast().latencyMillis(99),
                                        bounded.getLast().latencyMillis(99),
                                        unbounded.getLast().latencyMillis(99)));
            }
        }
        return List.of(
                new Figure(
                        name(),
                        "%s, p99 at %,.0f events/s beside %,.0f requests/s of which 500 are allowed"
                                .formatted(about(), CALM_PER_SECOND, FLOOD_PER_SECOND),
                        "ms",
                        millis(bounded, 99),
                        null,
                        Map.of(
                                "p99 ms, alone", millis(alone, 99),
                                "p99 ms, flood without limits", millis(unbounded, 99),
                                "p50 ms", millis(bounded, 50),
                                "p50 ms, alone", millis(alone, 50),
                                "p50 ms, flood without limits", millis(unbounded, 50))));
    }

    private static LoadClient client(Gateway gateway, Gateway.Partner partner, int connections) {
        List<Publishing> load =
                Stream.generate(() -> Publishing.single(partner.one())).limit(connections).toList();
        return new LoadClient(gateway.server().address("gatewayUrl"), load, 1);
    }

    /** Measures the calm one; refusals of the other one's requests are what its limits are for. */
    private static Window beside(LoadClient flood, LoadClient calm, Duration window)
            throws InterruptedException {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Window> flooding = thread.submit(() -> flood.atRate(FLOOD_PER_SECOND, window));
            Window measured = checked(calm.atRate(CALM_PER_SECOND, window));
            flooding.get();
            return measured;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the flood broke off: " + e.getCause(), e);
        }
    }

    private static Window checked(Window window) {
        if (window.failures() > 0) {
            throw new IllegalStateException(
                    "the calm partner was refused: " + window.firstFailure().orElse(""));
        }
        return window;
    }

    private static Spread millis(List<Window> windows, double percentile) {
        return Spread.of(windows.stream().map(w -> w.latencyMillis(percentile)).toList());
    }
}

package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Spread;
import io.gridgate.benchmarks.report.Target;
import io.gridgate.benchmarks.server.ServerProcess;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** From the start of the process to the line that says that it serves. */
final class StartScenario implements Scenario {

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String about() {
        return "start of the process until it serves";
    }

    @Override
    public List<Figure> run(Lab lab) throws InterruptedException {
        Path cache = trained(lab);
        List<String> withCache = List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off");
        List<Figure> figures = new ArrayList<>();
        figures.add(
                repeat(
                        lab,
                        "empty",
                        "`up` in an empty folder",
                        Target.atMost(0.7, 0.7),
                        () -> up(lab, List.of())));
        figures.add(
                repeat(
                        lab,
                        "empty-aot",
                        "`up` in an empty folder, with AOT cache",
                        Target.atMost(0.45, 0.45),
                        () -> up(lab, withCache)));
        figures.addAll(withEvents(lab));
        return figures;
    }

    private List<Figure> withEvents(Lab lab) throws InterruptedException {
        long events = lab.effort().pending();
        Path data = lab.launch().emptyFolder("namespace");
        try (Namespace namespace = Namespace.start(lab, data, List.of())) {
            namespace.fillTo(events);
            namespace.server().kill();
        }
        String what = "namespace with %,d events pending".formatted(events);
        Target target = Target.atMost(2, 2);
        double afterKill = seconds(() -> namespace(lab, data));
        lab.say("  after a kill %.2f s".formatted(afterKill));
        return List.of(
                new Figure(
                        name() + "-killed",
                        what + ", killed before",
                        "s",
                        Spread.of(afterKill),
                        target,
                        Map.of()),
                repeat(lab, "pending", what, target, () -> namespace(lab, data)));
    }

    private Figure repeat(
            Lab lab, String which, String what, Target target, Callable<ServerProcess> start) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < lab.effort().repetitions(); i++) {
            times.add(seconds(start));
            lab.say("  %-10s %.2f s".formatted(which, times.getLast()));
        }
        return new Figure(name() + "-" + which, what, "s", Spread.of(times), target, Map.of());
    }

    private static double seconds(Callable<ServerProcess> start) {
        try (ServerProcess server = start.call()) {
            return server.startTime().toNanos() / 1e9;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ServerProcess namespace(Lab lab, Path data) {
        return lab.launch().product("namespace", List.of(), Namespace.arguments(data));
    }

    private static ServerProcess up(Lab lab, List<String> flags) {
        Path data = lab.launch().emptyFolder("up");
        return lab.launch()
                .product(
                        "up",
                        flags,
                        List.of(
                                "up",
                                "--json",
                                "--http-port=0",
                                "--https-port=0",
                                "--data=" + data));
    }

    /** Lets the JVM write the cache in the way in which the launcher does. */
    private static Path trained(Lab lab) throws InterruptedException {
        Path cache = lab.launch().emptyFolder("aot").resolve("cache");
        lab.say("  making the AOT cache");
        up(lab, List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:aot=off")).close();
        if (!Files.exists(cache)) {
            throw new IllegalStateException("the JVM wrote no AOT cache");
        }
        return cache;
    }
}

package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Spread;
import io.gridgate.benchmarks.report.Target;
import io.gridgate.benchmarks.server.JvmProbe;
import io.gridgate.benchmarks.server.ProcessUsage;

import java.util.List;
import java.util.Map;

/** How much the live heap grows with events that wait and with events that are locked. */
final class MemoryScenario implements Scenario {

    private static final int COLLECTIONS = 3;
    private static final double MEBIBYTE = 1 << 20;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String about() {
        return "live heap with many events pending, then all locked";
    }

    @Override
    public List<Figure> run(Lab lab) throws InterruptedException {
        long events = lab.effort().pending();
        try (Namespace namespace =
                        Namespace.start(lab, lab.launch().emptyFolder("namespace"), List.of());
                JvmProbe probe = JvmProbe.attach(namespace.server().pid())) {
            // Code, caches and pools that any load fills are no growth.
            namespace.fillTo(Math.min(events, 50_000));
            namespace.empty();
            State empty = state(lab, "empty", namespace, probe);
            namespace.fillTo(events);
            State pending = state(lab, "pending", namespace, probe);
            namespace.lockAll();
            State locked = state(lab, "locked", namespace, probe);
            return List.of(
                    figure("pending", events, pending, empty, Target.atMost(64, 64)),
                    figure("locked", events, locked, empty, Target.atMost(200, 200)));
        }
    }

    private Figure figure(String what, long events, State now, State empty, Target target) {
        return new Figure(
                name() + "-" + what,
                "heap growth with %,d events %s".formatted(events, what),
                "MiB",
                Spread.of(now.heapMebibytes - empty.heapMebibytes),
                target,
                Map.of(
                        "live heap MiB", Spread.of(now.heapMebibytes),
                        "live heap when empty MiB", Spread.of(empty.heapMebibytes),
                        "resident MiB", Spread.of(now.residentMebibytes)));
    }

    /** Memory of a process, in MiB. */
    private record State(double heapMebibytes, double residentMebibytes) {}

    private static State state(Lab lab, String when, Namespace namespace, JvmProbe probe)
            throws InterruptedException {
        long live = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            live = Math.min(live, probe.liveBytes());
        }
        double resident = ProcessUsage.of(namespace.server().pid()).residentBytes();
        lab.say(
                "  %-8s heap %.1f MiB, resident %.0f MiB, %s"
                        .formatted(when, live / MEBIBYTE, resident / MEBIBYTE, namespace.books()));
        return new State(live / MEBIBYTE, resident / MEBIBYTE);
    }
}

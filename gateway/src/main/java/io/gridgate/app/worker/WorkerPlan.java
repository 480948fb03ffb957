package io.gridgate.app.worker;

import io.gridgate.app.process.Running;
import io.gridgate.app.process.Together;
import io.gridgate.app.settings.BridgeSettings;
import io.gridgate.app.settings.HealthSettings;
import io.gridgate.app.settings.TargetSettings;
import io.gridgate.app.settings.WorkerSettings;
import io.gridgate.handlers.EventHandler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a worker process shall do: run a handler, post to targets, or both, and tell how it does.
 *
 * @param worker what it handles itself
 * @param bridge what it posts to targets
 * @param health where it tells how it does
 */
public record WorkerPlan(
        Optional<WorkerSettings> worker,
        Optional<BridgeSettings> bridge,
        Optional<HealthSettings> health) {

    /**
     * Starts all of it.
     *
     * @param running gets the parts
     * @return what a program must know to use it
     * @throws io.gridgate.app.process.StartException if a port is taken, or a file or the namespace
     *     cannot be used
     */
    public Map<String, Object> start(Running running) {
        Map<String, Object> ready = new LinkedHashMap<>();
        Optional<WorkerWatch> watch = health.map(_ -> new WorkerWatch());
        watch.ifPresent(watching -> {
            WorkerHealth listener = running.add(WorkerHealth.start(health.orElseThrow(), watching));
            ready.put("healthUrl", listener.url());
        });
        Optional<HandlerChoice> choice = worker.map(HandlerChoice::of);
        choice.ifPresent(chosen -> running.add(chosen.resource()));
        // Drained at the same time: neither takes events while the other waits for its own.
        Together drains = running.add(new Together());
        worker.ifPresent(settings -> {
            EventHandler handler = choice.orElseThrow().handler();
            drains.add(WorkerRole.start(settings, handler, List.of(), watch));
            ready.put("endpoint", settings.access().endpoint());
            ready.put("topic", settings.topic());
            ready.put("subscription", settings.subscription());
            settings.output().ifPresent(file -> ready.put("handlerOutput", file.toAbsolutePath()));
        });
        bridge.ifPresent(settings -> {
            drains.add(BridgeRole.start(settings, watch));
            ready.putIfAbsent("endpoint", settings.access().endpoint());
            ready.put("targets", List.copyOf(settings.targets().keySet()));
        });
        // Closed first, so that probes see the drain before it begins.
        watch.ifPresent(watching -> running.add(watching::stopping));
        return ready;
    }

    /**
     * Returns what people are told.
     *
     * @return a line for each subscription
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        worker.ifPresent(settings ->
                lines.add(
                        "worker pulls %s/%s from %s"
                                .formatted(
                                        settings.topic(),
                                        settings.subscription(),
                                        settings.access().endpoint())));
        bridge.ifPresent(settings ->
                settings.targets()
                        .forEach((name, target) ->
                                lines.add(line(name, target, settings.access().endpoint()))));
        return lines;
    }

    private static String line(String name, TargetSettings target, Object endpoint) {
        return "bridge pulls %s/%s from %s for target %s at %s"
                .formatted(
                        target.topic(),
                        target.subscription(),
                        endpoint,
                        name,
                        target.url().getRawAuthority());
    }
}

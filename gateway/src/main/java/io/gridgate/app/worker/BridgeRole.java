package io.gridgate.app.worker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.gridgate.app.process.NamespaceClients;
import io.gridgate.app.process.Together;
import io.gridgate.app.settings.BridgeSettings;
import io.gridgate.app.settings.TargetSettings;
import io.gridgate.handlers.EventKey;
import io.gridgate.handlers.Worker;
import io.gridgate.handlers.WorkerBuilder;
import io.gridgate.handlers.bridge.HttpTarget;
import io.gridgate.handlers.bridge.StatusRules;
import io.gridgate.handlers.bridge.TargetBreaker;
import io.gridgate.handlers.bridge.TargetProbe;
import io.gridgate.handlers.client.EventGridReceiver;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The worker role as a bridge: for each target a worker of its own, so that one that is slow or
 * away leaves the others alone. Started when made; closing it drains all workers at the same time.
 */
final class BridgeRole implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BridgeRole.class);

    /** How long a target without a probe is left alone after it failed. */
    private static final Duration OPEN_FOR = Duration.ofSeconds(30);

    /** What one target needs; closed in this order. */
    private record Lane(Worker worker, List<AutoCloseable> parts) {}

    private final List<Lane> lanes = new ArrayList<>();

    private BridgeRole() {}

    static BridgeRole start(BridgeSettings settings, Optional<WorkerWatch> watch) {
        BridgeRole role = new BridgeRole();
        try {
            settings.targets()
                    .forEach((name, target) -> role.lanes.add(lane(settings, name, target, watch)));
        } catch (RuntimeException e) {
            role.close();
            throw e;
        }
        role.lanes.forEach(lane -> lane.worker.start());
        return role;
    }

    private static Lane lane(
            BridgeSettings settings,
            String name,
            TargetSettings target,
            Optional<WorkerWatch> watch) {
        List<AutoCloseable> parts = new ArrayList<>();
        Optional<URI> probe = target.probe();
        CircuitBreaker breaker =
                TargetBreaker.named(name, probe.isPresent() ? TargetProbe.OPEN_FOR : OPEN_FOR);
        probe.ifPresent(url -> parts.add(new TargetProbe(url, breaker, target.probeInterval())));
        HttpTarget handler =
                new HttpTarget(
                        target.url(),
                        target.subscription(),
                        target.timeout(),
                        StatusRules.rejecting(target.reject()));
        parts.add(handler);
        EventGridReceiver receiver =
                NamespaceClients.receiver(settings.access(), target.topic(), target.subscription());
        parts.add(receiver);
        WorkerBuilder builder =
                Worker.builder(receiver, handler)
                        .name("bridge-" + name)
                        .concurrency(target.concurrency())
                        .lockDuration(target.lock())
                        .receiveWait(target.receiveWait())
                        .drainTimeout(settings.drainTimeout())
                        .circuitBreaker(breaker);
        switch (target.order()) {
            case NONE -> {}
            case PARTITION_KEY -> builder.inOrder(EventKey.partitionKey());
            case SUBJECT -> builder.inOrder(EventKey.subject());
        }
        Worker worker =
                watch.map(watching ->
                                watching.build(
                                        builder,
                                        target.topic(),
                                        target.subscription(),
                                        target.concurrency()))
                        .orElseGet(builder::build);
        return new Lane(worker, parts);
    }

    @Override
    public void close() {
        Together drains = new Together();
        lanes.forEach(lane -> drains.add(() -> drain(lane)));
        drains.close();
    }

    private static void drain(Lane lane) {
        lane.worker.close();
        for (AutoCloseable part : lane.parts) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not close cleanly", part.getClass().getSimpleName(), e);
            }
        }
    }
}

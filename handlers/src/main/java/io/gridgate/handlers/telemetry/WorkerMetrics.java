package io.gridgate.handlers.telemetry;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.Worker;
import io.gridgate.handlers.WorkerListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of one worker, each with the tags {@code topic} and {@code subscription}: give it to
 * the builder as listener, and {@link #watch} the worker that is built. Safe for use by many
 * threads.
 *
 * <p>Times are in seconds where the registry has them so, as Prometheus does.
 */
public final class WorkerMetrics implements WorkerListener {

    private static final String PREFIX = "gridgate.worker.";

    private final MeterRegistry registry;
    private final Tags tags;
    private final InstantSource clock = InstantSource.system();
    private final Counter received;
    private final Timer answered;
    private final Timer failed;
    private final Counter acknowledged;
    private final Counter released;
    private final Counter rejected;
    private final Counter lost;
    private final Counter poisoned;
    private final Counter receiveFailures;
    private final Timer lockHeld;
    private volatile boolean held;

    /**
     * Registers the metrics.
     *
     * @param registry where
     * @param topic the topic that the worker pulls from
     * @param subscription the event subscription
     */
    public WorkerMetrics(MeterRegistry registry, String topic, String subscription) {
        this.registry = registry;
        this.tags = Tags.of("topic", topic, "subscription", subscription);
        this.received = counter("received", "Deliveries that were received", Tags.empty());
        this.answered = timer("handled", "Runs of the handler", Tags.of("result", "answered"));
        this.failed = timer("handled", "Runs of the handler", Tags.of("result", "failed"));
        this.acknowledged = settled("acknowledged");
        this.released = settled("released");
        this.rejected = settled("rejected");
        this.lost = settled("lost");
        this.poisoned = counter("poisoned", "Events rejected for coming too often", Tags.empty());
        this.receiveFailures =
                counter("receive.failures", "Requests for events that failed", Tags.empty());
        this.lockHeld = timer("lock.held", "From receive to settlement", Tags.empty());
        Gauge.builder(PREFIX + "held", this, metrics -> metrics.held ? 1 : 0)
                .description("1 while the circuit breaker or the rate limit stops receiving")
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    /**
     * Adds what only the worker itself knows: what is in flight, and the lag.
     *
     * @param worker the worker that has this listener
     */
    public void watch(Worker worker) {
        gauge(worker, "in.flight", "Events in flight", w -> w.counters().inFlight());
        gauge(
                worker,
                "oldest.in.flight.seconds",
                "How long the oldest event in flight has been here",
                w -> seconds(w.oldestInFlight()));
        gauge(
                worker,
                "lag.seconds",
                "Age of the oldest event that came in the last minute; 0 where none waits",
                w -> seconds(w.lag().oldestEvent()));
        gauge(
                worker,
                "full.receives.ratio",
                "Share of receives in the last minute that brought all that was asked for",
                w -> w.lag().fullReceives());
    }

    private void gauge(
            Worker worker, String name, String description, ToDoubleFunction<Worker> value) {
        Gauge.builder(PREFIX + name, worker, value)
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private Counter settled(String outcome) {
        return counter("settled", "What became of deliveries", Tags.of("outcome", outcome));
    }

    private Counter counter(String name, String description, Tags more) {
        return Counter.builder(PREFIX + name)
                .description(description)
                .tags(tags.and(more))
                .register(registry);
    }

    private Timer timer(String name, String description, Tags more) {
        return Timer.builder(PREFIX + name)
                .description(description)
                .tags(tags.and(more))
                .register(registry);
    }

    @Override
    public void received(CloudEvent event, DeliveryContext context) {
        received.increment();
    }

    @Override
    public void handled(CloudEvent event, DeliveryContext context, Outcome outcome, Duration took) {
        answered.record(took);
    }

    @Override
    public void failed(
            CloudEvent event,
            DeliveryContext context,
            Throwable failure,
            Outcome outcome,
            Duration took) {
        failed.record(took);
    }

    @Override
    public void settled(CloudEvent event, DeliveryContext context, Outcome outcome) {
        switch (outcome) {
            case Outcome.Acknowledge() -> acknowledged.increment();
            case Outcome.Release(var _) -> released.increment();
            case Outcome.Reject(var _) -> rejected.increment();
        }
        lockHeld.record(Duration.between(context.receivedAt(), clock.instant()));
    }

    @Override
    public void lost(CloudEvent event, DeliveryContext context, String reason) {
        lost.increment();
    }

    @Override
    public void poisoned(CloudEvent event, DeliveryContext context) {
        poisoned.increment();
    }

    @Override
    public void held(String reason) {
        held = true;
    }

    @Override
    public void resumed() {
        held = false;
    }

    @Override
    public void receiveFailed(RuntimeException failure, Duration retryIn) {
        receiveFailures.increment();
    }
}

package io.gridgate.handlers.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.KeyCredential;

import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.Worker;
import io.gridgate.handlers.client.EventGridReceiver;
import io.gridgate.handlers.client.EventGridReceiverBuilder;
import io.gridgate.handlers.testing.Answer;
import io.gridgate.handlers.testing.ScriptedServer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

class WorkerMetricsTest {

    private static final String EVENT =
            """
            {"brokerProperties":{"lockToken":"%s","deliveryCount":1},\
            "event":{"specversion":"1.0","id":"%s","source":"s","type":"t",\
            "time":"2020-01-01T00:00:00Z"}}\
            """;

    @Test
    void tellsWhatAWorkerDoesOverHttp() {
        CountDownLatch draining = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        WorkerMetrics metrics = new WorkerMetrics(registry, "orders", "worker");
        try (var server =
                        ScriptedServer.answering(request -> {
                            String line = request.line();
                            if (line.contains(":acknowledge")) {
                                return Answer.ok(settled("done"));
                            }
                            if (line.contains(":release")) {
                                return Answer.ok(settled("later"));
                            }
                            if (line.contains(":reject")) {
                                return Answer.ok(
                                        "{\"succeededLockTokens\":[],\"failedLockTokens\":[{"
                                                + "\"lockToken\":\"never\",\"error\":{\"code\":"
                                                + "\"TokenLost\",\"message\":\"gone\"}}]}");
                            }
                            return first.getAndSet(false)
                                    ? Answer.ok(
                                            "{\"value\":["
                                                    + String.join(
                                                            ",",
                                                            EVENT.formatted("done", "done"),
                                                            EVENT.formatted("later", "later"),
                                                            EVENT.formatted("never", "never"))
                                                    + "]}")
                                    : Answer.after(draining, Answer.ok("{\"value\":[]}"));
                        });
                var receiver = receiver(server)) {
            Worker worker =
                    Worker.builder(
                                    receiver,
                                    (event, _) ->
                                            switch (event.getId()) {
                                                case "done" -> Outcome.acknowledge();
                                                case "later" ->
                                                        throw new IllegalStateException("not now");
                                                default -> Outcome.reject("never");
                                            })
                            .listener(metrics)
                            .concurrency(3)
                            .build();
            metrics.watch(worker);
            worker.start();
            long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (settledAndLost(worker) < 3 && System.nanoTime() < limit) {
                Thread.onSpinWait();
            }
            assertThat(registry.get("gridgate.worker.full.receives.ratio").gauge().value())
                    .isEqualTo(1);
            assertThat(registry.get("gridgate.worker.lag.seconds").gauge().value())
                    .isGreaterThan(86_400);
            draining.countDown();
            worker.drain(Duration.ofSeconds(20));
        }
        assertThat(counts(registry))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.ofEntries(
                                Map.entry("received", 3.0),
                                Map.entry("handled answered", 2.0),
                                Map.entry("handled failed", 1.0),
                                Map.entry("settled acknowledged", 1.0),
                                Map.entry("settled released", 1.0),
                                Map.entry("settled rejected", 0.0),
                                Map.entry("settled lost", 1.0),
                                Map.entry("lock.held", 2.0),
                                Map.entry("poisoned", 0.0),
                                Map.entry("receive.failures", 0.0)));
        assertThat(registry.get("gridgate.worker.in.flight").gauge().value()).isZero();
    }

    @Test
    void tellsWhileReceivingIsHeld() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        WorkerMetrics metrics = new WorkerMetrics(registry, "orders", "worker");

        metrics.held("circuit breaker mail permits no calls");
        assertThat(registry.get("gridgate.worker.held").gauge().value()).isEqualTo(1);
        metrics.resumed();
        assertThat(registry.get("gridgate.worker.held").gauge().value()).isZero();
    }

    private static long settledAndLost(Worker worker) {
        var counters = worker.counters();
        return counters.acknowledged() + counters.released() + counters.lost();
    }

    private static String settled(String token) {
        return "{\"succeededLockTokens\":[\"" + token + "\"],\"failedLockTokens\":[]}";
    }

    /** Name and own tag to count, for counters and timers. */
    private static Map<String, Double> counts(SimpleMeterRegistry registry) {
        Map<String, Double> counts = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            Meter.Id id = meter.getId();
            assertThat(id.getTag("topic")).isEqualTo("orders");
            assertThat(id.getTag("subscription")).isEqualTo("worker");
            if (id.getType() == Meter.Type.GAUGE) {
                continue;
            }
            String tag = id.getTag("result") == null ? id.getTag("outcome") : id.getTag("result");
            counts.put(
                    id.getName().substring("gridgate.worker.".length())
                            + (tag == null ? "" : " " + tag),
                    meter.measure().iterator().next().getValue());
        }
        return counts;
    }

    private static EventGridReceiver receiver(ScriptedServer server) {
        return new EventGridReceiverBuilder()
                .endpoint(server.uri())
                .topicName("orders")
                .subscriptionName("worker")
                .credential(new KeyCredential("k"))
                .allowInsecureLoopback()
                .build();
    }
}

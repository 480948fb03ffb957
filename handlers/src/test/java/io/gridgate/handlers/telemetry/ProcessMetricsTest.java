package io.gridgate.handlers.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.handlers.jackson.JsonState;
import io.gridgate.handlers.process.Next;
import io.gridgate.handlers.process.ProcessDefinition;
import io.gridgate.handlers.process.ProcessManager;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

class ProcessMetricsTest {

    record Order(String id) {}

    private static ProcessDefinition<Order> version(int version) {
        return ProcessDefinition.version(version, new JsonState<>(Order.class))
                .begin(
                        "order.placed",
                        (event, _) -> Next.of(new Order(event.getId())).await("order.paid"))
                .on("order.paid", (order, _, _) -> Next.of(order))
                .whenAllCame((order, _) -> Next.of(order).end("paid"))
                .build();
    }

    @Test
    void tellsHowManyRunOnEachVersionAndForHowLongOneHasStoodStill() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        ProcessManager manager =
                ProcessManager.builder("orders", database)
                        .clock(now::get)
                        .definition(version(1))
                        .definition(version(2))
                        .build();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ProcessMetrics.register(registry, manager, now::get);
        assertThat(gauge(registry, "running", 2)).isNaN();
        manager.create();
        assertThat(gauge(registry, "running", 2)).isZero();
        assertThat(gauge(registry, "still.seconds", 2)).isZero();

        handle(manager, "order.placed", "7");
        now.set(now.get().plus(Duration.ofSeconds(90)));
        handle(manager, "order.placed", "8");
        assertThat(gauge(registry, "running", 1)).isZero();
        assertThat(gauge(registry, "running", 2)).isEqualTo(2);
        assertThat(gauge(registry, "still.seconds", 2)).isEqualTo(90);

        handle(manager, "order.paid", "7");
        assertThat(gauge(registry, "running", 2)).isEqualTo(1);
        assertThat(gauge(registry, "still.seconds", 2)).isZero();
    }

    private static double gauge(SimpleMeterRegistry registry, String name, int version) {
        return registry.get("gridgate.process." + name)
                .tag("process", "orders")
                .tag("version", Integer.toString(version))
                .gauge()
                .value();
    }

    private static void handle(ProcessManager manager, String type, String subject)
            throws Exception {
        String json =
                """
                {"specversion":"1.0","id":"%s-%s","source":"/s","type":"%s","subject":"%s"}\
                """
                        .formatted(type, subject, type, subject);
        manager.handler()
                .handle(
                        JsonCloudEvent.of(json.getBytes(StandardCharsets.UTF_8)),
                        DeliveryContext.of(1, Instant.EPOCH));
    }
}

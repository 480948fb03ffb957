package io.gridgate.handlers.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.KeyCredential;

import io.gridgate.handlers.client.EventGridSenderBuilder;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.handlers.outbox.Outbox;
import io.gridgate.handlers.outbox.Relay;
import io.gridgate.handlers.testing.Answer;
import io.gridgate.handlers.testing.ScriptedServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.UUID;

@Timeout(60)
class OutboxMetricsTest {

    @Test
    void tellsLagAndWhatTheRelayDidOverHttp() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Outbox outbox = new Outbox();
        try (var server = ScriptedServer.http(Answer.ok("{}"));
                var sender =
                        new EventGridSenderBuilder()
                                .endpoint(server.uri())
                                .topicName("orders")
                                .credential(new KeyCredential("k"))
                                .allowInsecureLoopback()
                                .build();
                Relay relay = new Relay(outbox, database, sender)) {
            OutboxMetrics.register(registry, "orders", outbox, database, relay);
            assertThat(registry.get("gridgate.outbox.lag.seconds").gauge().value()).isNaN();
            outbox.create(database);
            assertThat(registry.get("gridgate.outbox.lag.seconds").gauge().value()).isZero();

            try (Connection connection = database.getConnection()) {
                outbox.append(
                        connection,
                        JsonCloudEvent.of(
                                "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\"}"
                                        .getBytes(StandardCharsets.UTF_8)));
            }
            relay.start();
            relay.wake();
            while (relay.published() == 0) {
                Thread.onSpinWait();
            }
            assertThat(registry.get("gridgate.outbox.published").functionCounter().count())
                    .isEqualTo(1);
            assertThat(registry.get("gridgate.outbox.refused").functionCounter().count()).isZero();
            assertThat(registry.get("gridgate.outbox.failures").functionCounter().count()).isZero();
            assertThat(server.onlyRequest().body())
                    .isEqualTo(
                            "[{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\"}]");
        }
    }
}

package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.system.harness.Answer;
import io.gridgate.system.harness.Await;
import io.gridgate.system.harness.GridgateProcess;
import io.gridgate.system.harness.Http;
import io.gridgate.system.harness.Role;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A gateway that is told to stop says so before it closes its door, and ends in time. */
class ShutdownDelayTest {

    private static final String KEY = "a-key-of-the-partner-in-tests";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration DELAY = Duration.ofSeconds(4);

    /** 10 s for running requests, 10 s for batches on their way, and as much for a slow machine. */
    private static final Duration STOP_MAX = DELAY.plusSeconds(30);

    /** Nobody listens at the namespace's address: what is accepted waits in the outbox. */
    private static final String SETTINGS =
            """
              shutdown-delay: %s
            gateway:
              upstream: {endpoint: "https://127.0.0.1:1", key: bm9ib2R5}
              partners:
                shop:
                  sources:
                    orders: {scheme: cloudevents, keys: [%s], topic: orders, types: [t], event-sources: [/shop]}
            """
                    .formatted(DELAY, KEY);

    @Test
    void takesRequestsWhileItIsNotReadyAnyMoreAndThenEnds() throws Exception {
        try (Role gateway = Role.start("gateway", "shutdown-delay", SETTINGS);
                Http http = Http.plain()) {
            URI url = gateway.url();
            URI ready = url.resolve("/health/ready");
            assertThat(http.get(ready, Map.of()).status()).isEqualTo(200);
            assertThat(health(gateway, url)).isZero();

            Instant told = Instant.now();
            gateway.process().signalStop();
            Await.until(
                    "the gateway is not ready",
                    PATIENCE,
                    () -> http.get(ready, Map.of()).status(),
                    status -> status == 503);

            assertThat(http.get(url.resolve("/health/live"), Map.of()).status()).isEqualTo(200);
            assertThat(send(http, url).status()).isEqualTo(202);
            assertThat(http.get(ready, Map.of()).status()).isEqualTo(503);
            assertThat(gateway.process().exitCode(STOP_MAX)).isIn(0, 143);
            assertThat(Duration.between(told, Instant.now())).isBetween(DELAY, STOP_MAX);
            assertThat(health(gateway, url)).isEqualTo(1);
        }
    }

    private static Answer send(Http http, URI url) throws Exception {
        return http.post(
                url.resolve("/partners/shop/orders"),
                Map.of("x-api-key", KEY, "content-type", "application/cloudevents+json"),
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/shop\",\"type\":\"t\"}");
    }

    /** Asks the running gateway with the program itself, as a container's health check does. */
    private static int health(Role gateway, URI url) {
        try (GridgateProcess program =
                GridgateProcess.start(
                        "health", gateway.folder(), List.of("health", "--url", url.toString()))) {
            return program.exitCode(PATIENCE);
        }
    }
}

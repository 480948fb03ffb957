package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.system.harness.Await;
import io.gridgate.system.harness.GridgateProcess;
import io.gridgate.system.harness.Http;
import io.gridgate.system.harness.Role;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keys that a command makes and revokes while a gateway runs in another process. */
class PartnerKeysTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Nobody listens at the namespace's address: what is accepted waits in the outbox. */
    private static final String SETTINGS =
            """
            gateway:
              upstream: {endpoint: "https://127.0.0.1:1", key: bm9ib2R5}
              partners:
                shop:
                  sources:
                    orders: {scheme: cloudevents, topic: orders, types: [t], event-sources: [/shop]}
            """;

    @Test
    void countFromTheirMakingToTheirRevocationWithoutARestart() throws Exception {
        try (Role gateway = Role.start("gateway", "partner-keys", SETTINGS);
                Http http = Http.plain()) {
            assertThat(send(http, gateway.url(), "no key at all")).isEqualTo(401);

            String key = keys(gateway, "make", "shop/orders", "--name", "first").getFirst();
            assertThat(key).matches("gridgate_[0-9A-Za-z]{49}");
            awaitStatus(http, gateway, key, 202);

            keys(gateway, "revoke", "shop/orders", "first");
            awaitStatus(http, gateway, key, 401);

            assertThat(keys(gateway, "list").getFirst()).startsWith("shop/orders  first  revoked");
            assertThat(gateway.process().stop()).isIn(0, 143);
            assertThat(Files.readString(gateway.data().resolve("security.jsonl")))
                    .contains(
                            "\"decision\":\"refused\",\"action\":\"publish\",\"partner\":\"shop\"",
                            "\"decision\":\"key-made\"",
                            "\"decision\":\"secrets-changed\",\"partner\":\"shop\","
                                    + "\"source\":\"orders\",\"added\":[\"first\"],\"removed\":[]",
                            "\"decision\":\"key-revoked\"",
                            "\"added\":[],\"removed\":[\"first\"]")
                    .doesNotContain(key);
            assertThat(gateway.process().log()).doesNotContain(key);
        }
    }

    private static void awaitStatus(Http http, Role gateway, String key, int status) {
        Await.until(
                "the key is answered " + status,
                PATIENCE,
                () -> send(http, gateway.url(), key),
                answer -> answer == status);
    }

    private static int send(Http http, URI url, String key) throws IOException {
        return http.post(
                        url.resolve("/partners/shop/orders"),
                        Map.of("x-api-key", key, "content-type", "application/cloudevents+json"),
                        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/shop\",\"type\":\"t\"}")
                .status();
    }

    /** Runs {@code gridgate keys}; returns what it printed. */
    private static List<String> keys(Role gateway, String... arguments) {
        List<String> all = new ArrayList<>(List.of("keys"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--config", gateway.folder().resolve("gridgate.yaml").toString()));
        try (GridgateProcess program = GridgateProcess.start("keys", gateway.folder(), all)) {
            assertThat(program.exitCode(PATIENCE)).as(program.log()).isZero();
            if (!all.contains("revoke")) {
                Await.until("it printed", PATIENCE, () -> !program.printed().isEmpty());
            }
            return program.printed();
        }
    }
}

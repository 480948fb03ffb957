package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.gridgate.system.harness.GridgateProcess;
import io.gridgate.system.harness.Http;
import io.gridgate.system.harness.Namespace;
import io.gridgate.system.harness.NamespaceApi;
import io.gridgate.system.harness.Repository;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How the namespace command starts, stops, and comes back after it was killed. */
class NamespaceProcessTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String[] TOPIC = {
        "--topic", "orders", "--subscription", "orders/worker,lock=PT5M"
    };

    @Test
    void printsOneLineThatHasAllAClientNeeds() throws IOException {
        try (Namespace namespace = Namespace.start("ready-line", TOPIC)) {
            JsonNode ready = namespace.ready();
            assertThat(ready.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("httpUrl", "httpsUrl", "caPath", "keys", "topics");
            assertThat(ready.get("keys")).hasSize(1);
            assertThat(ready.at("/keys/0").asText()).isEqualTo(Namespace.KEY);
            assertThat(ready.at("/topics/0").asText()).isEqualTo("orders");
            assertThat(Files.readString(namespace.authority())).contains("BEGIN CERTIFICATE");

            assertThat(namespace.stop()).isIn(0, 143);
            assertThat(namespace.process().printed()).hasSize(1);
            assertThat(namespace.process().log()).doesNotContain(Namespace.KEY);
        }
    }

    @Test
    void keepsEventsAndSettlementsAndItsAuthorityWhenKilled() throws IOException {
        try (Namespace namespace = Namespace.start("killed", TOPIC)) {
            byte[] authority = Files.readAllBytes(namespace.authority());
            String acknowledged;
            String leased;
            try (Http http = Http.trusting(namespace.authority())) {
                NamespaceApi api = api(http, namespace);
                for (int i = 0; i < 3; i++) {
                    assertThat(api.publish(event(i)).status()).isEqualTo(200);
                }
                JsonNode first = api.receive(1, 10).getFirst();
                api.settle("acknowledge", "", NamespaceApi.token(first));
                acknowledged = first.at("/event/id").asText();
                JsonNode second = api.receive(1, 10).getFirst();
                leased = second.at("/event/id").asText();
            }

            namespace.kill();
            namespace.start();

            assertThat(Files.readAllBytes(namespace.authority())).isEqualTo(authority);
            try (Http http = Http.trusting(namespace.authority())) {
                List<JsonNode> left = api(http, namespace).receive(100, 10);
                assertThat(left).hasSize(2);
                for (JsonNode entry : left) {
                    String id = entry.at("/event/id").asText();
                    assertThat(id).isNotEqualTo(acknowledged);
                    assertThat(NamespaceApi.deliveryCount(entry))
                            .isEqualTo(id.equals(leased) ? 2 : 1);
                }
            }
        }
    }

    @Test
    void endsWithAClearMessageWhenItsDataFolderIsInUse() throws IOException {
        try (Namespace namespace = Namespace.start("in-use", TOPIC)) {
            Path folder = Repository.newFolder("in-use-too");
            try (GridgateProcess second =
                    GridgateProcess.start(
                            "second",
                            folder,
                            List.of(
                                    "namespace",
                                    "--json",
                                    "--http-port",
                                    "0",
                                    "--data",
                                    namespace.data().toString()))) {
                assertThat(second.exitCode(PATIENCE)).isEqualTo(1);
                assertThat(second.printed()).isEmpty();
                assertThat(second.log())
                        .contains("the data folder " + namespace.data())
                        .contains(
                                "is in use by another process; stop that one or choose another"
                                        + " folder")
                        .doesNotContain("\tat ");
            }
            try (Http http = Http.trusting(namespace.authority())) {
                NamespaceApi api = api(http, namespace);
                assertThat(api.publish(event(1)).status()).isEqualTo(200);
                assertThat(api.receive(1, 10)).hasSize(1);
            }
        }
    }

    private static String event(int id) {
        return "{\"specversion\":\"1.0\",\"id\":\"%d\",\"source\":\"s\",\"type\":\"t\"}"
                .formatted(id);
    }

    private static NamespaceApi api(Http http, Namespace namespace) {
        return new NamespaceApi(http, namespace.httpsUrl(), "orders", "worker");
    }
}

package io.gridgate.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.KeyCredential;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.gridgate.app.gateway.GatewayProcess;
import io.gridgate.app.gateway.GatewayReady;
import io.gridgate.app.gateway.KeySources;
import io.gridgate.app.namespace.NamespaceConfig;
import io.gridgate.app.namespace.NamespaceRole;
import io.gridgate.app.process.Running;
import io.gridgate.app.settings.Settings;
import io.gridgate.app.settings.SettingsFile;
import io.gridgate.app.store.LogStore;
import io.gridgate.handlers.client.EventGridReceiver;
import io.gridgate.handlers.client.EventGridReceiverBuilder;
import io.gridgate.handlers.client.ReceiveDetails;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What Azure can only push is pulled with lock tokens: through real roles and the real client. */
@Timeout(120)
class PushFlowTest {

    @TempDir private Path folder;

    @Test
    void pushBecomesPullInTheNamespaceItself() throws Exception {
        Settings settings = load("namespace: " + namespace(", push-routes: {azure: " + route()));
        NamespaceConfig config =
                NamespaceConfig.of(
                        folder.resolve("ns"),
                        settings.listener(),
                        settings.namespace().orElseThrow());
        try (HttpClient http = HttpClient.newHttpClient();
                NamespaceRole role = NamespaceRole.start(config);
                EventGridReceiver receiver = receiver(role)) {
            String url = role.ready().httpUrl();

            assertThat(push(http, url, "one")).isEqualTo(200);
            assertThat(push(http, url, "one")).isEqualTo(200);
            assertThat(push(http, url, "two")).isEqualTo(200);

            assertThat(acknowledged(receiver, 2)).containsExactly("one", "two");
            JsonNode counts = counts(http, url, folder.resolve("ns"));
            assertThat(counts.get("stored").asInt()).isEqualTo(2);
            assertThat(counts.get("duplicate").asInt()).isEqualTo(1);
        }
    }

    @Test
    void theGatewayForwardsWhatItWasPushed() throws Exception {
        Settings site = load("namespace: " + namespace(""));
        NamespaceConfig config =
                NamespaceConfig.of(
                        folder.resolve("ns"), site.listener(), site.namespace().orElseThrow());
        try (HttpClient http = HttpClient.newHttpClient();
                NamespaceRole role = NamespaceRole.start(config);
                EventGridReceiver receiver = receiver(role);
                Running running = new Running()) {
            Settings settings =
                    load(
                            "gateway: {upstream: {endpoint: '%s', key: '%s', trusted-certificates:"
                                            .formatted(
                                                    role.ready().httpsUrl().orElseThrow(),
                                                    role.ready().keys().getFirst())
                                    + " ns/tls/ca.pem}, push-routes: {azure: "
                                    + route());
            GatewayReady ready =
                    GatewayProcess.start(
                            running,
                            settings.listener(),
                            settings.gateway().orElseThrow(),
                            LogStore.EMBEDDED,
                            folder.resolve("gateway"),
                            KeySources.NONE);

            assertThat(push(http, ready.gatewayUrl(), "one")).isEqualTo(200);
            assertThat(push(http, ready.gatewayUrl(), "one")).isEqualTo(200);
            assertThat(push(http, ready.gatewayUrl(), "two")).isEqualTo(200);

            assertThat(acknowledged(receiver, 2)).containsExactlyInAnyOrder("one", "two");
            assertThat(counts(http, ready.gatewayUrl(), folder.resolve("gateway")).get("stored"))
                    .hasToString("2");
        }
    }

    private Settings load(String yaml) throws Exception {
        Path file = folder.resolve("site.yaml");
        Files.writeString(file, "listener: {http-port: 0, https-port: 0}\n" + yaml + "\n");
        return SettingsFile.load(file, Map.of("SECRET", "0123456789abcdef")::get);
    }

    private static String namespace(String more) {
        return "{topics: {blobs: {subscriptions: {worker: {}}}}"
                + more
                + (more.isEmpty() ? "}" : "");
    }

    private static String route() {
        return "{topic: blobs, subscriptions: [to-gridgate], secrets: ['${SECRET}']}}}";
    }

    private static EventGridReceiver receiver(NamespaceRole role) {
        return new EventGridReceiverBuilder()
                .endpoint(URI.create(role.ready().httpsUrl().orElseThrow()))
                .credential(new KeyCredential(role.ready().keys().getFirst()))
                .trustedCertificates(role.ready().caPath().orElseThrow())
                .topicName("blobs")
                .subscriptionName("worker")
                .build();
    }

    private static List<String> acknowledged(EventGridReceiver receiver, int count)
            throws Exception {
        List<String> ids = new ArrayList<>();
        while (ids.size() < count) {
            for (ReceiveDetails details : receiver.receive(10, Duration.ofSeconds(10)).details()) {
                assertThat(details.event().getExtension("aegsubscriptionname"))
                        .isEqualTo("to-gridgate");
                ids.add(details.event().getId());
                receiver.acknowledge(List.of(details.brokerProperties().lockToken()));
            }
        }
        return ids;
    }

    private static int push(HttpClient http, String url, String id) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(url + "/push/azure?access_token=0123456789abcdef"))
                        .header("Content-Type", "application/cloudevents+json; charset=utf-8")
                        .header("aeg-event-type", "Notification")
                        .header("aeg-subscription-name", "to-gridgate")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"specversion\":\"1.0\",\"type\":\"Microsoft.Storage.BlobCreated\","
                                                + "\"source\":\"/storage\",\"subject\":\"/blobs/a\","
                                                + "\"id\":\""
                                                + id
                                                + "\"}"))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static JsonNode counts(HttpClient http, String url, Path data) throws Exception {
        String key = Files.readAllLines(data.resolve("admin-keys")).getFirst();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/admin/pushes"))
                        .header("Authorization", "Bearer " + key)
                        .build();
        JsonNode routes =
                new ObjectMapper()
                        .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                        .get("routes");
        for (JsonNode route : routes) {
            if (route.get("route").asText().equals("azure")) {
                return route;
            }
        }
        throw new AssertionError("no counts of the route: " + routes);
    }
}

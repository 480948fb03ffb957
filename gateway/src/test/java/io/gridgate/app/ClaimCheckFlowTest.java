package io.gridgate.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.app.gateway.GatewayProcess;
import io.gridgate.app.gateway.GatewayReady;
import io.gridgate.app.gateway.KeySources;
import io.gridgate.app.namespace.NamespaceConfig;
import io.gridgate.app.namespace.NamespaceRole;
import io.gridgate.app.process.Running;
import io.gridgate.app.settings.Settings;
import io.gridgate.app.settings.SettingsFile;
import io.gridgate.app.store.LogStore;
import io.gridgate.handlers.claimcheck.FolderStore;
import io.gridgate.handlers.claimcheck.StoredData;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.log.Delivery;
import io.gridgate.log.LockToken;
import io.gridgate.log.Settlement;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.TopicName;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
import java.util.List;

/** Events that Event Grid would not take, through a real gateway, namespace and folder. */
@Timeout(120)
class ClaimCheckFlowTest {

    private static final int LARGE = 12 << 20;
    private static final String KEY = "0123456789abcdef";

    @TempDir private Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Running running = new Running();
    private NamespaceRole namespace;
    private GatewayReady gateway;

    @BeforeEach
    void start() throws Exception {
        Settings ns =
                load(
                        "namespace: {keys: [key], topics: {reports: {subscriptions: {worker: {}}},"
                                + " orders: {subscriptions: {worker: {}}}}}");
        namespace =
                running.add(
                        NamespaceRole.start(
                                NamespaceConfig.of(
                                        folder.resolve("ns"),
                                        ns.listener(),
                                        ns.namespace().orElseThrow())));
        Settings settings =
                load(
                        """
                        gateway:
                          upstream: {endpoint: "%s", key: key, trusted-certificates: ns/tls/ca.pem}
                          claim-check: {topics: [reports], folder: big}
                          partners:
                            acme:
                              sources:
                                reports: {scheme: cloudevents, types: ["*"], event-sources: ["*"], keys: [%s], topic: reports, body-bytes-max: 16777216}
                                orders: {scheme: cloudevents, types: ["*"], event-sources: ["*"], keys: [%s], topic: orders, body-bytes-max: 16777216}
                        """
                                .formatted(namespace.ready().httpsUrl().orElseThrow(), KEY, KEY));
        gateway =
                GatewayProcess.start(
                        running,
                        settings.listener(),
                        settings.gateway().orElseThrow(),
                        LogStore.EMBEDDED,
                        folder.resolve("gateway"),
                        KeySources.NONE);
    }

    @AfterEach
    void stop() {
        running.close();
        http.close();
    }

    @Test
    void largeDataGoIntoTheStoreAndTheirAddressOut() throws Exception {
        String data = "\"" + "x".repeat(LARGE) + "\"";
        assertThat(send("reports", "large", ",\"data\":" + data).statusCode()).isEqualTo(202);

        JsonCloudEvent event = received("reports");

        assertThat(event.getId()).isEqualTo("large");
        assertThat(event.getData()).isNull();
        assertThat(event.getSubject()).isEqualTo("a report");
        assertThat(event.attributeText("datalength")).isEqualTo(String.valueOf(LARGE + 2));
        URI address = URI.create(event.attributeText("dataref"));
        assertThat(address.toString()).startsWith(folder.resolve("big").toUri().toString());
        assertThat(new FolderStore(folder.resolve("big")).read(address, LARGE * 2))
                .isInstanceOfSatisfying(
                        StoredData.Found.class,
                        found -> assertThat(new String(found.data(), UTF_8)).isEqualTo(data));
    }

    @Test
    void smallDataStay() throws Exception {
        assertThat(send("reports", "small", ",\"data\":{\"a\":1}").statusCode()).isEqualTo(202);

        JsonCloudEvent event = received("reports");

        assertThat(new String(event.json(), UTF_8)).contains("\"data\":{\"a\":1}");
        assertThat(event.attributeText("dataref")).isNull();
        assertThat(folder.resolve("big")).isEmptyDirectory();
    }

    @Test
    void sourceOfAnotherTopicIsStillHeldToEventGridsLimit() throws Exception {
        HttpResponse<String> answer =
                send("orders", "large", ",\"data\":\"" + "x".repeat(2 << 20) + "\"");

        assertThat(answer.body()).contains("at most 1048576 can be delivered");
    }

    @Test
    void eventsWaitWhileTheStoreTakesNothing() throws Exception {
        Path store = folder.resolve("big");
        Files.delete(store);
        Files.createFile(store);
        String data = ",\"data\":\"" + "x".repeat(2 << 20) + "\"";
        assertThat(send("reports", "late", data).statusCode()).isEqualTo(202);
        assertThat(lease("reports", Duration.ofSeconds(1))).isEmpty();

        Files.delete(store);
        Files.createDirectory(store);

        assertThat(received("reports").getId()).isEqualTo("late");
    }

    private HttpResponse<String> send(String source, String id, String more) throws Exception {
        String event =
                "{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"/s\",\"subject\":\"a report\",\"id\":\"%s\"%s}"
                        .formatted(id, more);
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(gateway.gatewayUrl() + "/partners/acme/" + source))
                        .header("Authorization", "Bearer " + KEY)
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(HttpRequest.BodyPublishers.ofString(event))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private JsonCloudEvent received(String topic) throws InterruptedException {
        List<Delivery> deliveries = lease(topic, Duration.ofSeconds(60));
        assertThat(deliveries).hasSize(1);
        return JsonCloudEvent.of(deliveries.getFirst().event().json());
    }

    private List<Delivery> lease(String topic, Duration wait) throws InterruptedException {
        SubscriptionName worker = new SubscriptionName(new TopicName(topic), "worker");
        List<Delivery> deliveries = namespace.log().lease(worker, 10, wait, Duration.ofMinutes(1));
        List<LockToken> tokens = deliveries.stream().map(Delivery::token).toList();
        if (!tokens.isEmpty()) {
            namespace.log().settle(worker, tokens, new Settlement.Acknowledge());
        }
        return deliveries;
    }

    private Settings load(String yaml) throws Exception {
        Path file = folder.resolve("site.yaml");
        Files.writeString(file, "listener: {http-port: 0, https-port: 0}\n" + yaml + "\n");
        return SettingsFile.load(file, _ -> null);
    }
}

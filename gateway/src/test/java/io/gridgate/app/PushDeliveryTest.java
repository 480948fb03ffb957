package io.gridgate.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.gridgate.app.namespace.NamespaceConfig;
import io.gridgate.app.namespace.NamespaceRole;
import io.gridgate.app.settings.Settings;
import io.gridgate.app.settings.SettingsFile;
import io.gridgate.log.Delivery;
import io.gridgate.log.LockToken;
import io.gridgate.log.Settlement;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.TopicName;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A namespace pushes to a push route: handshake and deliveries, with both ends real. */
@Timeout(120)
class PushDeliveryTest {

    private static final SubscriptionName WORKER =
            new SubscriptionName(new TopicName("pushed"), "worker");
    private static final SubscriptionName AUDIT =
            new SubscriptionName(new TopicName("orders"), "audit");
    private static final String SECRET = "0123456789abcdef";

    @TempDir private Path folder;

    @BeforeEach
    void makeFolders() throws Exception {
        Files.createDirectories(folder.resolve("to"));
        Files.createDirectories(folder.resolve("from"));
    }

    @Test
    void receiverAgreesTakesEachEventOnceAndLetsItBePulled() throws Exception {
        try (NamespaceRole to = start("to", receiver("[audit]"));
                NamespaceRole from = start("from", sender(to, 1));
                HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 0; i < 20; i++) {
                assertThat(publish(http, from, "id-" + i)).isEqualTo(200);
            }

            List<String> events = pulled(to, 20);

            assertThat(events)
                    .allSatisfy(event ->
                            assertThat(event)
                                    .contains(
                                            "\"aegsubscriptionname\":\"audit\"",
                                            "\"aegdeliverycount\":\"0\"",
                                            "\"data\":{\"a\":1}"));
            assertThat(from.log().tally(AUDIT).acknowledged()).isEqualTo(20);
        }
    }

    @Test
    void batchesAreTakenAsOne() throws Exception {
        try (NamespaceRole to = start("to", receiver("[audit]"))) {
            try (NamespaceRole from = start("from", sender(to, 50));
                    HttpClient http = HttpClient.newHttpClient()) {
                for (int i = 0; i < 20; i++) {
                    assertThat(publish(http, from, "id-" + i)).isEqualTo(200);
                }

                assertThat(pulled(to, 20)).hasSize(20);
            }
        }
    }

    @Test
    void receiverThatExpectsAnotherOriginIsSentNothing() throws Exception {
        String elsewhere = receiver("[audit], origins: [eventgrid.azure.us]");
        try (NamespaceRole to = start("to", elsewhere);
                NamespaceRole from = start("from", sender(to, 1));
                HttpClient http = HttpClient.newHttpClient()) {
            assertThat(publish(http, from, "one")).isEqualTo(200);

            awaitRefusedHandshake(http, to);

            assertThat(from.log().tally(AUDIT).pending()).isEqualTo(1);
            assertThat(from.log().tally(AUDIT).leased()).isZero();
        }
    }

    @Test
    void whatIsPushedCannotBeReceived() throws Exception {
        try (NamespaceRole to = start("to", receiver("[audit]"));
                NamespaceRole from = start("from", sender(to, 1));
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    post(http, from, "/topics/orders/eventsubscriptions/AUDIT:receive", "");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .contains(
                            "\"code\":\"BadRequest\"",
                            "Event subscription 'audit' pushes its events, they cannot be received");
        }
    }

    private static void awaitRefusedHandshake(HttpClient http, NamespaceRole to) throws Exception {
        String key = Files.readAllLines(to(to).resolve("admin-keys")).getFirst();
        HttpRequest counts =
                HttpRequest.newBuilder(URI.create(to.ready().httpUrl() + "/admin/pushes"))
                        .header("Authorization", "Bearer " + key)
                        .build();
        String seen = "";
        while (!seen.contains("\"validationRefused\":1")) {
            seen = http.send(counts, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static Path to(NamespaceRole role) {
        return role.ready().caPath().orElseThrow().getParent().getParent();
    }

    private static List<String> pulled(NamespaceRole to, int count) throws Exception {
        List<String> events = new ArrayList<>();
        while (events.size() < count) {
            List<Delivery> got =
                    to.log().lease(WORKER, 100, Duration.ofSeconds(10), Duration.ofMinutes(1));
            List<LockToken> tokens = got.stream().map(Delivery::token).toList();
            to.log().settle(WORKER, tokens, new Settlement.Acknowledge());
            got.forEach(it -> events.add(new String(it.event().json(), StandardCharsets.UTF_8)));
        }
        assertThat(events).hasSize(count);
        return events;
    }

    private NamespaceRole start(String name, String yaml) throws Exception {
        Path file = folder.resolve(name + ".yaml");
        Files.writeString(file, "listener: {http-port: 0, https-port: 0}\n" + yaml + "\n");
        Settings settings = SettingsFile.load(file, _ -> null);
        return NamespaceRole.start(
                NamespaceConfig.of(
                        folder.resolve(name),
                        settings.listener(),
                        settings.namespace().orElseThrow()));
    }

    private static String receiver(String subscriptions) {
        return "namespace: {topics: {pushed: {subscriptions: {worker: {}}}}, push-routes: {orders:"
                + " {topic: pushed, secrets: [%s], subscriptions: %s}}}"
                        .formatted(SECRET, subscriptions);
    }

    private static String sender(NamespaceRole to, int batch) {
        return ("namespace: {keys: [key], push: {trusted-certificates: '%s'}, topics: {orders:"
                        + " {subscriptions: {audit: {push: {endpoint:"
                        + " '%s/push/orders?access_token=%s', batch-events-max: %d}}}}}}")
                .formatted(
                        to.ready().caPath().orElseThrow(),
                        to.ready().httpsUrl().orElseThrow(),
                        SECRET,
                        batch);
    }

    private static int publish(HttpClient http, NamespaceRole from, String id) throws Exception {
        return post(
                        http,
                        from,
                        "/topics/orders:publish",
                        new ObjectMapper()
                                .createObjectNode()
                                .put("specversion", "1.0")
                                .put("type", "t")
                                .put("source", "/s")
                                .put("id", id)
                                .set("data", new ObjectMapper().createObjectNode().put("a", 1))
                                .toString())
                .statusCode();
    }

    private static HttpResponse<String> post(
            HttpClient http, NamespaceRole role, String path, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        role.ready().httpUrl() + path + "?api-version=2024-06-01"))
                        .header("Authorization", "SharedAccessKey key")
                        .header("Content-Type", "application/cloudevents+json; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}

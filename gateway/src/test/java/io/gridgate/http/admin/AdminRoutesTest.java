package io.gridgate.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.accept.CloudEventsScheme;
import io.gridgate.accept.PublishGate;
import io.gridgate.accept.PublishRule;
import io.gridgate.accept.Source;
import io.gridgate.accept.SourceId;
import io.gridgate.accept.SourceLimits;
import io.gridgate.auth.ApiKeyCredential;
import io.gridgate.auth.KeyPlace;
import io.gridgate.auth.LiveSecret;
import io.gridgate.auth.PartnerGate;
import io.gridgate.auth.Presented;
import io.gridgate.auth.Secret;
import io.gridgate.filter.EventFilter;
import io.gridgate.http.HttpServer;
import io.gridgate.log.EventLog;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;
import io.gridgate.log.embedded.EmbeddedLog;
import io.gridgate.log.embedded.EmbeddedLogOptions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class AdminRoutesTest {

    @TempDir private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private EventLog log;
    private HttpServer server;
    private String key;

    @BeforeEach
    void start() throws IOException {
        log =
                EmbeddedLog.open(
                        folder.resolve("log"), EmbeddedLogOptions.DEFAULT, InstantSource.system());
        AdminRoutes routes = AdminRoutes.open(folder, Map.of("namespace", log));
        server = HttpServer.builder().routes(routes).start();
        key = Files.readAllLines(folder.resolve(AdminRoutes.KEY_FILE)).getFirst();
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
        client.close();
    }

    @Test
    void givesTheBooksOfEverySubscription() throws Exception {
        TopicName orders = new TopicName("orders");
        log.declare(new Topic(orders, Duration.ofDays(1), Duration.ZERO));
        for (String name : new String[] {"worker", "audit"}) {
            log.declare(
                    new Subscription(
                            new SubscriptionName(orders, name),
                            EventFilter.ALL,
                            Duration.ofSeconds(60),
                            10,
                            Duration.ofDays(1)));
        }

        HttpResponse<String> answer = get("Bearer " + key);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"subscriptions\":["
                                + "{\"role\":\"namespace\",\"topic\":\"orders\","
                                + "\"subscription\":\"audit\",\"matched\":0,\"acknowledged\":0,"
                                + "\"deadLettered\":0,\"pending\":0,\"leased\":0},"
                                + "{\"role\":\"namespace\",\"topic\":\"orders\","
                                + "\"subscription\":\"worker\",\"matched\":0,\"acknowledged\":0,"
                                + "\"deadLettered\":0,\"pending\":0,\"leased\":0}]}");
    }

    @Test
    void accountsForEveryEventOfATimeRange() throws Exception {
        log.declare(new Topic(new TopicName("orders"), Duration.ofDays(1), Duration.ZERO));

        HttpResponse<String> answer =
                get("audit?to=2026-11-21T00:10:00Z&recount=true&topic=orders", "Bearer " + key);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"holds\":true,\"topics\":[{\"role\":\"namespace\",\"topic\":\"orders\","
                                + "\"from\":\"1970-01-01T00:00:00Z\","
                                + "\"to\":\"2026-11-21T00:15:00Z\",\"holds\":true,"
                                + "\"accepted\":0,\"unwanted\":0,\"subscriptions\":[],"
                                + "\"findings\":[]}]}");
        assertThat(get("audit", "Bearer wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void tellsWhichSecretIsStillUsed() throws Exception {
        ApiKeyCredential keys =
                new ApiKeyCredential(
                        KeyPlace.API_KEY,
                        List.of(
                                new LiveSecret(
                                        "old",
                                        Secret.of("the-old-key"),
                                        null,
                                        Instant.parse("2026-12-01T00:00:00Z")),
                                LiveSecret.always(Secret.of("the-new-key"))),
                        InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z")));
        Source source =
                new Source(
                        new SourceId("acme", "events"),
                        keys,
                        new CloudEventsScheme(),
                        SourceLimits.DEFAULT,
                        new PublishGate(PublishRule.ANYTHING),
                        Optional.empty());
        new PartnerGate(List.of(keys))
                .admits(keys, new Presented("/", Map.of("x-api-key", "the-new-key"), new byte[0]));
        AdminRoutes routes = AdminRoutes.open(folder, Map.of()).withSources(() -> List.of(source));
        try (HttpServer other = HttpServer.builder().routes(routes).start();
                HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + other.httpPort() + "/admin/sources"));
            BodyHandler<String> text = BodyHandlers.ofString();

            assertThat(http.send(request.build(), text).statusCode()).isEqualTo(401);
            assertThat(
                            http.send(
                                            request.header("Authorization", "Bearer " + key)
                                                    .build(),
                                            text)
                                    .body())
                    .isEqualTo(
                            "{\"sources\":[{\"partner\":\"acme\",\"source\":\"events\",\"secrets\":["
                                    + "{\"name\":\"old\",\"notAfter\":\"2026-12-01T00:00:00Z\","
                                    + "\"requests\":0},{\"name\":\"2\",\"requests\":1,"
                                    + "\"last\":\"2026-11-21T08:00:00Z\"}],\"forbidden\":0}]}");
        }
    }

    @Test
    void refusesATimeRangeThatItCannotRead() throws Exception {
        for (String query :
                new String[] {"from=yesterday", "to=1969-01-01T00:00:00Z", "recount=1"}) {
            HttpResponse<String> answer = get("audit?" + query, "Bearer " + key);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.body()).contains(query.substring(0, query.indexOf('=')));
        }
    }

    @Test
    void refusesWhoHasNoKey() throws Exception {
        for (String authorization : new String[] {"Bearer wrong", "Bearer ", key}) {
            HttpResponse<String> answer = get(authorization);
            assertThat(answer.statusCode()).as(authorization).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(answer.body()).doesNotContain("subscriptions");
        }
    }

    @Test
    void keepsItsKeysOverRestarts() throws Exception {
        AdminRoutes.open(folder, Map.of());

        assertThat(Files.readAllLines(folder.resolve(AdminRoutes.KEY_FILE)).getFirst())
                .isEqualTo(key);
    }

    private HttpResponse<String> get(String authorization) throws Exception {
        return get("tally", authorization);
    }

    private HttpResponse<String> get(String path, String authorization) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:" + server.httpPort() + "/admin/" + path))
                        .header("Authorization", authorization)
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}

package io.gridgate.http.namespace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.gridgate.auth.AccessKeys;
import io.gridgate.auth.BearerTokens;
import io.gridgate.filter.EventFilter;
import io.gridgate.http.HttpLimits;
import io.gridgate.http.HttpServer;
import io.gridgate.log.EventLog;
import io.gridgate.log.FakeClock;
import io.gridgate.log.LogFixture;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;
import io.gridgate.log.embedded.EmbeddedFixture;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A real namespace on a free port with a real log and a clock that stands still: topic {@code
 * orders} with subscriptions {@code worker} (lock 60 s, 10 deliveries) and {@code audit} (2
 * deliveries).
 */
final class NamespaceFixture implements AutoCloseable {

    static final String KEY = "Zmlyc3Qga2V5IG9mIHRoZSB0ZXN0IG5hbWVzcGFjZQ==";
    static final String SECOND_KEY = "c2Vjb25kIGtleSBvZiB0aGUgdGVzdCBuYW1lc3BhY2U=";
    static final String VERSION = "api-version=2024-06-01";
    static final TopicName ORDERS = new TopicName("orders");
    static final Duration LOCK = Duration.ofMinutes(1);

    private static final UUID NAMESPACE_ID =
            UUID.fromString("6d1f2a44-6c0e-4d0c-9a3c-3f1f5bd4a001");

    final FakeClock clock;
    final EventLog log;
    private final LogFixture store;
    final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();

    NamespaceFixture(Path folder, NamespaceLimits limits) throws Exception {
        this(folder, limits, HttpLimits.DEFAULT, Optional.empty());
    }

    NamespaceFixture(LogFixture store, NamespaceLimits limits) throws Exception {
        this(store, limits, HttpLimits.DEFAULT, Optional.empty());
    }

    NamespaceFixture(
            Path folder,
            NamespaceLimits limits,
            HttpLimits httpLimits,
            Optional<BearerTokens> bearer)
            throws Exception {
        this(new EmbeddedFixture(folder), limits, httpLimits, bearer);
    }

    private NamespaceFixture(
            LogFixture store,
            NamespaceLimits limits,
            HttpLimits httpLimits,
            Optional<BearerTokens> bearer)
            throws Exception {
        this.store = store;
        clock = store.clock();
        log = store.log();
        log.declare(new Topic(ORDERS, Duration.ofDays(7), Duration.ZERO));
        declare("worker", 10);
        declare("audit", 2);
        server =
                HttpServer.builder()
                        .limits(httpLimits)
                        .routes(
                                new NamespaceRoutes(
                                        new NamespaceRoutes.Settings(
                                                log,
                                                NAMESPACE_ID,
                                                limits,
                                                new AccessKeys(List.of(KEY, SECOND_KEY)),
                                                bearer,
                                                clock,
                                                httpLimits.bodyDeadline())))
                        .start();
    }

    private void declare(String name, int deliveries) {
        log.declare(
                new Subscription(
                        new SubscriptionName(ORDERS, name),
                        EventFilter.ALL,
                        LOCK,
                        deliveries,
                        Duration.ofDays(1)));
    }

    void advance(Duration duration) {
        clock.advance(duration);
        store.tick();
    }

    URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + server.httpPort() + pathAndQuery);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Posts with the key; headers are name, value, name, value. */
    HttpResponse<String> post(String pathAndQuery, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(pathAndQuery))
                        .header("Authorization", "SharedAccessKey " + KEY)
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    HttpResponse<String> publish(String event) throws Exception {
        return post(
                "/topics/orders:publish?" + VERSION,
                event,
                "Content-Type",
                "application/cloudevents+json; charset=utf-8");
    }

    HttpResponse<String> publishBatch(String events) throws Exception {
        return post(
                "/topics/orders:publish?" + VERSION,
                events,
                "Content-Type",
                "application/cloudevents-batch+json; charset=utf-8");
    }

    static String event(String id) {
        return """
        {"specversion":"1.0","id":"%s","source":"/test","type":"test.made"}\
        """
                .formatted(id);
    }

    HttpResponse<String> receive(String subscription, String parameters) throws Exception {
        return post(
                "/topics/orders/eventsubscriptions/"
                        + subscription
                        + ":receive?"
                        + VERSION
                        + parameters,
                "");
    }

    /** Receives what is there; needs relaxed limits. */
    List<JsonNode> details(String subscription, int max) throws Exception {
        HttpResponse<String> answer = receive(subscription, "&maxEvents=" + max + "&maxWaitTime=0");
        List<JsonNode> details = new ArrayList<>();
        json(answer.body()).get("value").forEach(details::add);
        return details;
    }

    String token(JsonNode detail) {
        return detail.get("brokerProperties").get("lockToken").asText();
    }

    HttpResponse<String> settle(String operation, String... tokens) throws Exception {
        return settleAs("worker", operation, "", tokens);
    }

    HttpResponse<String> settleAs(
            String subscription, String operation, String parameters, String... tokens)
            throws Exception {
        return post(
                "/topics/orders/eventsubscriptions/"
                        + subscription
                        + ":"
                        + operation
                        + "?"
                        + VERSION
                        + parameters,
                mapper.createObjectNode().set("lockTokens", mapper.valueToTree(tokens)).toString(),
                "Content-Type",
                "application/json");
    }

    JsonNode json(String text) throws Exception {
        return mapper.readTree(text);
    }

    @Override
    public void close() {
        server.close();
        store.close();
        client.close();
    }
}

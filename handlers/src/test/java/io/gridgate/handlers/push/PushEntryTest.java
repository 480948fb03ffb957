package io.gridgate.handlers.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.FailurePolicy;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.bridge.HttpTarget;
import io.gridgate.handlers.bridge.StatusRules;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.handlers.client.ReleaseDelay;
import io.gridgate.handlers.examples.PushedOrders;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

class PushEntryTest {

    private static final String ONE = "application/cloudevents+json; charset=utf-8";
    private static final String BATCH = "Application/CloudEvents-Batch+json";

    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final PushEntry entry =
            new PushEntry(
                    this::handle,
                    FailurePolicy.releaseThenReject().rejecting(IllegalStateException.class),
                    Set.of("eventgrid.azure.net"),
                    () -> Instant.EPOCH);

    private Outcome handle(CloudEvent event, DeliveryContext context) {
        handled.add(event.getId() + " " + context.deliveryCount() + " " + context.receivedAt());
        return switch (event.getType()) {
            case "release" -> Outcome.release(ReleaseDelay.NO_DELAY);
            case "later" -> Outcome.release(ReleaseDelay.ONE_MINUTE);
            case "reject" -> Outcome.reject("no");
            case "fail" -> throw new IllegalArgumentException("down");
            case "bug" -> throw new IllegalStateException("broken");
            default -> Outcome.acknowledge();
        };
    }

    private static String event(String id, String type) {
        return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/s\",\"type\":\"%s\"}"
                .formatted(id, type);
    }

    private PushAnswer post(String contentType, String body) {
        return entry.answer(
                new PushRequest(
                        "POST",
                        Map.of("CONTENT-TYPE", contentType),
                        body.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({"ok, 200", "release, 503", "reject, 400", "fail, 503", "bug, 400"})
    void answersWhatBecomesOfTheEvent(String type, int status) {
        assertThat(post(ONE, event("a", type))).isEqualTo(new PushAnswer(status, Map.of()));
        assertThat(handled).containsExactly("a 1 1970-01-01T00:00:00Z");
    }

    @Test
    void saysHowLongToWait() {
        assertThat(post(ONE, event("a", "later")))
                .isEqualTo(new PushAnswer(503, Map.of("Retry-After", "60")));
    }

    @Test
    void releasesWhatItsFailurePolicyFailsOn() {
        PushEntry failing =
                new PushEntry(
                        this::handle,
                        (_, _) -> {
                            throw new IllegalStateException("policy");
                        },
                        Set.of());

        assertThat(
                        failing.answer(
                                new PushRequest(
                                        "POST",
                                        Map.of("Content-Type", ONE),
                                        event("a", "fail").getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(new PushAnswer(503, Map.of("Retry-After", "60")));
    }

    @ParameterizedTest
    @CsvSource({
        "ok, ok, 200",
        "ok, reject, 400",
        "reject, ok, 400",
        "reject, release, 503",
        "release, reject, 503"
    })
    void givesABatchTheStatusOfTheWorst(String first, String second, int status) {
        String batch = "[" + event("a", first) + " , " + event("b", second) + "]";

        assertThat(post(BATCH, batch).status()).isEqualTo(status);
        assertThat(handled).extracting(line -> line.substring(0, 1)).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "6, 7", "x, 1", "-1, 1", "99999999999, 1"})
    void tellsTheHandlerHowOftenTheEventCame(String header, int count) {
        entry.answer(
                new PushRequest(
                        "POST",
                        Map.of("Content-Type", ONE, "aeg-delivery-count", header),
                        event("a", "ok").getBytes(StandardCharsets.UTF_8)));

        assertThat(handled).containsExactly("a " + count + " 1970-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"/s\"}",
                "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\" \",\"type\":\"t\"}",
                "{\"id\":\"a\",\"source\":\"/s\",\"type\":\"t\"}"
            })
    void refusesForGoodWhatIsNoEvent(String body) {
        assertThat(post(ONE, body)).isEqualTo(new PushAnswer(400, Map.of()));
        assertThat(post(BATCH, "[" + event("x", "ok") + "," + body + "]").status()).isEqualTo(400);
        assertThat(handled).isEmpty();
    }

    @Test
    void refusesOtherMethodsAndTypes() {
        assertThat(post("application/json", "[]")).isEqualTo(new PushAnswer(415, Map.of()));
        assertThat(entry.answer(new PushRequest("GET", Map.of(), new byte[0])))
                .isEqualTo(new PushAnswer(405, Map.of("Allow", "OPTIONS, POST")));
    }

    @Test
    void consentsToTheOriginsThatItWasTold() {
        assertThat(
                        entry.answer(
                                new PushRequest(
                                        "OPTIONS",
                                        Map.of(
                                                "webhook-request-origin",
                                                "eventgrid.azure.net",
                                                "WebHook-Request-Rate",
                                                "120"),
                                        new byte[0])))
                .isEqualTo(
                        new PushAnswer(
                                200,
                                Map.of(
                                        "WebHook-Allowed-Origin",
                                        "eventgrid.azure.net",
                                        "WebHook-Allowed-Rate",
                                        "*",
                                        "Allow",
                                        "OPTIONS, POST")));
        for (Map<String, String> headers :
                List.of(
                        Map.<String, String>of(),
                        Map.of("WebHook-Request-Origin", "evil.example"))) {
            assertThat(entry.answer(new PushRequest("OPTIONS", headers, new byte[0])))
                    .isEqualTo(new PushAnswer(403, Map.of()));
        }
    }

    /** What a bridge posts, which is what Event Grid posts, on a web server that the JDK has. */
    @Test
    void takesWhatABridgePostsOnTheWebServerOfTheJdk() throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PushedOrders.serve(server, this::handle);
        server.start();
        URI url = URI.create("http://localhost:" + server.getAddress().getPort() + "/orders");
        try (var target = new HttpTarget(url, "s", Duration.ofSeconds(20), StatusRules.EVENT_GRID);
                HttpClient http = HttpClient.newHttpClient()) {
            assertThat(through(target, "ok", 1)).isEqualTo(Outcome.acknowledge());
            assertThat(through(target, "reject", 1)).isInstanceOf(Outcome.Reject.class);
            assertThat(through(target, "release", 3))
                    .isEqualTo(Outcome.release(ReleaseDelay.ONE_MINUTE));
            assertThat(handled)
                    .extracting(line -> line.substring(0, 3))
                    .containsExactly("a 1", "a 1", "a 3");

            HttpResponse<Void> tooBig =
                    http.send(
                            HttpRequest.newBuilder(url)
                                    .POST(BodyPublishers.ofByteArray(new byte[1_500_001]))
                                    .build(),
                            BodyHandlers.discarding());
            assertThat(tooBig.statusCode()).isEqualTo(413);
        } finally {
            server.stop(0);
        }
    }

    private static Outcome through(HttpTarget target, String type, int deliveryCount)
            throws InterruptedException {
        return target.handle(
                JsonCloudEvent.of(event("a", type).getBytes(StandardCharsets.UTF_8)),
                DeliveryContext.of(deliveryCount, Instant.EPOCH));
    }
}

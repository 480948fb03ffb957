package io.gridgate.http.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.gridgate.accept.push.PushAnswer;
import io.gridgate.accept.push.PushListener;
import io.gridgate.accept.push.PushRoute.Schema;
import io.gridgate.event.EventMessage;
import io.gridgate.handlers.bridge.StatusRules;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A target on this machine with scripted answers. */
@Timeout(60)
class PrivateTargetTest {

    private static final String BODY = "{\"data\":{\"n\":1.10}}";

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PushListener listener =
            (route, occurrence, count, detail) -> heard.add(route + " " + occurrence);
    private volatile int status = 200;
    private volatile boolean holds;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        held.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        headers.add(Map.copyOf(exchange.getRequestHeaders()));
        arrived.countDown();
        try {
            if (holds) {
                held.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @ParameterizedTest
    @CsvSource({
        "200, Taken, RELAYED",
        "204, Taken, RELAYED",
        "205, Postponed, POSTPONED",
        "302, Postponed, POSTPONED",
        "400, Rejected, REJECTED",
        "401, Rejected, REJECTED",
        "404, Rejected, REJECTED",
        "408, Postponed, POSTPONED",
        "429, Postponed, POSTPONED",
        "500, Postponed, POSTPONED",
        "503, Postponed, POSTPONED"
    })
    void mapsTheAnswer(int answered, String expected, String occurrence) throws Exception {
        status = answered;

        try (PrivateTarget target = target(Duration.ofSeconds(20), 1)) {
            PushAnswer answer = target.take("r", message(), Schema.CLOUD_EVENTS);

            assertThat(answer.getClass().getSimpleName()).isEqualTo(expected);
        }
        assertThat(heard).containsExactly("r " + occurrence);
        assertThat(bodies).as("one try; Event Grid does the repeating").containsExactly(BODY);
    }

    @Test
    void passesOnWhatCameButNoCredential() throws Exception {
        try (PrivateTarget target = target(Duration.ofSeconds(20), 1)) {
            target.take("r", message(), Schema.CLOUD_EVENTS);
        }

        Map<String, List<String>> seen = headers.getFirst();
        assertThat(seen.get("Content-type")).containsExactly("application/cloudevents+json");
        assertThat(seen.get("Aeg-delivery-count")).containsExactly("2");
        assertThat(seen).doesNotContainKeys("Authorization", "Aeg-sas-key", "X-forwarded-for");
    }

    @Test
    void waitsNoLongerThanItsTimeAndForNoPlace() throws Exception {
        holds = true;
        try (PrivateTarget target = target(Duration.ofSeconds(20), 1)) {
            CompletableFuture<PushAnswer> first = new CompletableFuture<>();
            threads.execute(() -> {
                try {
                    first.complete(target.take("r", message(), Schema.CLOUD_EVENTS));
                } catch (InterruptedException e) {
                    first.completeExceptionally(e);
                }
            });
            arrived.await();

            assertThat(target.take("r", message(), Schema.CLOUD_EVENTS))
                    .isEqualTo(new PushAnswer.Postponed("all places of the target are taken"));
            held.countDown();
            assertThat(first.get()).isEqualTo(new PushAnswer.Taken());
        }
        assertThat(bodies).hasSize(1);
    }

    @Test
    void givesUpWaitingBeforeEventGridDoes() throws Exception {
        holds = true;
        try (PrivateTarget target = target(Duration.ofMillis(200), 1)) {
            assertThat(target.take("r", message(), Schema.CLOUD_EVENTS))
                    .isEqualTo(new PushAnswer.Postponed("the target did not answer within PT0.2S"));
        }
    }

    @Test
    void postponesWhatCannotBeDelivered() throws Exception {
        try (PrivateTarget target = target(Duration.ofSeconds(20), 1)) {
            server.stop(0);

            assertThat(target.take("r", message(), Schema.CLOUD_EVENTS))
                    .isEqualTo(new PushAnswer.Postponed("the target cannot be reached"));
        }
    }

    private PrivateTarget target(Duration timeout, int concurrency) {
        return new PrivateTarget(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook?code=x"),
                timeout,
                StatusRules.EVENT_GRID,
                concurrency,
                listener);
    }

    private static EventMessage message() {
        return new EventMessage(
                "application/cloudevents+json",
                Map.of(
                        "aeg-delivery-count",
                        "2",
                        "aeg-sas-key",
                        "secret",
                        "authorization",
                        "Bearer secret",
                        "x-forwarded-for",
                        "10.0.0.1"),
                BODY.getBytes(StandardCharsets.UTF_8));
    }
}

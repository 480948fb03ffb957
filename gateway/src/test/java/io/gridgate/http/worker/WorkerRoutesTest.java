package io.gridgate.http.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.handlers.WorkerLag;
import io.gridgate.http.HttpServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

@Timeout(60)
class WorkerRoutesTest {

    private static final List<PullStatus> STATUSES =
            List.of(
                    new PullStatus(
                            "orders",
                            "billing",
                            new WorkerLag(Duration.ofMillis(11_001), 3, 2.0 / 3),
                            16,
                            16,
                            ""),
                    new PullStatus(
                            "orders",
                            "mail",
                            new WorkerLag(Duration.ZERO, 0, 0),
                            0,
                            4,
                            "circuit breaker mail permits no calls"));

    private static HttpResponse<String> get(HttpServer server, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + server.httpPort() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void tellsTheGreatestLagAndEachWorkers() throws Exception {
        try (HttpServer server =
                HttpServer.builder().routes(new WorkerRoutes(() -> "", () -> STATUSES)).start()) {
            HttpResponse<String> answer = get(server, "/lag");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(answer.body())
                    .isEqualTo(
                            """
                            {"lag":12,"workers":[{"topic":"orders","subscription":"billing",\
                            "lag":12,"receives":3,"fullReceives":0.67,"inFlight":16,\
                            "concurrency":16,"held":""},{"topic":"orders","subscription":"mail",\
                            "lag":0,"receives":0,"fullReceives":0.0,"inFlight":0,"concurrency":4,\
                            "held":"circuit breaker mail permits no calls"}]}\
                            """);
        }
    }

    @Test
    void givesTheMetricsAsTheyAre() throws Exception {
        try (HttpServer server =
                HttpServer.builder().routes(new WorkerRoutes(() -> "a 1\n", List::of)).start()) {
            HttpResponse<String> answer = get(server, "/metrics");

            assertThat(answer.body()).isEqualTo("a 1\n");
            assertThat(answer.headers().firstValue("Content-Type"))
                    .contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(get(server, "/lag").body()).isEqualTo("{\"lag\":0,\"workers\":[]}");
        }
    }

    @Test
    void isReadyOnlyWhenItsConditionHolds() throws Exception {
        AtomicBoolean ready = new AtomicBoolean();
        try (HttpServer server = HttpServer.builder().readyWhen(ready::get).start()) {
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(503);
            assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
            ready.set(true);
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
        }
    }
}

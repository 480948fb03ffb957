package io.gridgate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.javalin.config.RoutesConfig;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/** What the server does for every role. */
@Timeout(60)
class HttpServerTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    /** A role that breaks in every way. */
    private static final class BrokenRoutes implements Routes {

        @Override
        public void register(RoutesConfig routes) {
            routes.get(
                    "/broken/exception",
                    ctx -> {
                        throw new IllegalStateException("the secret is xyzzy");
                    });
            routes.get(
                    "/broken/error",
                    ctx -> {
                        throw new StackOverflowError("the secret is xyzzy");
                    });
            routes.get(
                    "/broken/refused",
                    ctx -> {
                        throw new HttpFailure(429, "Busy", "Say \"please\".")
                                .with("Retry-After", "7");
                    });
        }

        @Override
        public boolean owns(String path) {
            return path.startsWith("/broken/");
        }

        @Override
        public ErrorEnvelope errors() {
            return new ProblemDetails();
        }

        @Override
        public Optional<String> openApiResource() {
            return Optional.of("/openapi/namespace.json");
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.builder().routes(new BrokenRoutes()).start();
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void answersABugWithATrackingIdAndNothingElse() throws Exception {
        for (String path : new String[] {"/broken/exception", "/broken/error"}) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("InternalServerError").doesNotContain("xyzzy");
            assertThat(new ObjectMapper().readTree(answer.body()).get("trackingId").asText())
                    .matches("[0-9A-F-]{36}");
        }
    }

    @Test
    void answersAFailureWithItsHeaders() throws Exception {
        HttpResponse<String> answer = get("/broken/refused");
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.get("detail").asText()).isEqualTo("Say \"please\".");
        assertThat(problem.get("status").asInt()).isEqualTo(429);
    }

    @Test
    void tellsThatItLivesAndIsReady() throws Exception {
        for (String path : new String[] {"/health/live", "/health/ready"}) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}");
        }
    }

    @Test
    void describesAllRolesInOneDocument() throws Exception {
        JsonNode document = new ObjectMapper().readTree(get("/openapi.json").body());
        assertThat(document.get("openapi").asText()).isEqualTo("3.1.0");
        assertThat(document.get("paths").fieldNames())
                .toIterable()
                .contains(
                        "/health/live",
                        "/topics/{topic}:publish",
                        "/topics/{topic}/eventsubscriptions/{subscription}:receive",
                        "/topics/{topic}/eventsubscriptions/{subscription}:acknowledge",
                        "/topics/{topic}/eventsubscriptions/{subscription}:release",
                        "/topics/{topic}/eventsubscriptions/{subscription}:reject",
                        "/topics/{topic}/eventsubscriptions/{subscription}:renewLock");
        for (JsonNode reference : document.findValues("$ref")) {
            String pointer = reference.asText().substring(1);
            assertThat(document.at(pointer).isMissingNode()).as(pointer).isFalse();
        }
    }

    @Test
    void answersUnknownPathsAsProblemDetails() throws Exception {
        HttpResponse<String> answer = get("/nowhere");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    @Test
    void compressesNothing() throws Exception {
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(uri("/openapi.json"))
                                .header("Accept-Encoding", "gzip, deflate, br")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void namesTheAddressItCannotUse() {
        assertThatThrownBy(() -> HttpServer.builder().httpPort(server.httpPort()).start())
                .isInstanceOf(BindException.class)
                .hasMessageContaining("127.0.0.1 (HTTP port " + server.httpPort() + ")");
        assertThatThrownBy(() -> HttpServer.builder().host("192.0.2.1").start())
                .isInstanceOf(BindException.class)
                .hasMessageContaining("cannot listen on 192.0.2.1");
        assertThatThrownBy(() -> HttpServer.builder().host("nowhere.invalid").start())
                .isInstanceOf(BindException.class)
                .hasMessageContaining("cannot listen on nowhere.invalid");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.httpPort() + path);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}

package io.gridgate.app.gateway;

import static io.gridgate.app.gateway.GatewayFixture.KEY;
import static io.gridgate.app.gateway.GatewayFixture.SECRET;
import static io.gridgate.app.gateway.GatewayFixture.event;
import static io.gridgate.app.gateway.GatewayFixture.json;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.gridgate.app.gateway.GatewayFixture.Post;
import io.gridgate.http.HttpLimits;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every kind of bad input gets its error of the catalogue, stores nothing and harms nobody. */
final class GatewayBadInputTest {

    private static final String ONE = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String TEN_MILLION_SPACES_IN_BROTLI =
            "y///P/glQOKxQCD3/i//LDHwSwDEYRGAjiMG";
    private static final HttpLimits IMPATIENT =
            new HttpLimits(
                    8 * 1024,
                    64,
                    Duration.ofMillis(500),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(1),
                    1_000,
                    Duration.ofSeconds(10));

    @TempDir private static Path folder;
    private static GatewayFixture gateway;

    @BeforeAll
    static void open() throws IOException {
        gateway = new GatewayFixture(folder, IMPATIENT);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @AfterEach
    void nothingIsStoredAndTheProcessServes() throws Exception {
        assertThat(gateway.stored()).isZero();
        assertThat(gateway.send("GET", "/health/ready", Map.of()).statusCode()).isEqualTo(200);
    }

    static Stream<Arguments> badRequests() {
        Post good = Post.of("/partners/acme/events", ONE, event("1")).withKey(KEY);
        Post small = Post.of("/partners/acme/small", BATCH, "").withKey(KEY);
        Post gitHub =
                Post.of("/partners/acme/github", "application/json", "{\"a\":1}")
                        .with("X-GitHub-Event", "push")
                        .with("X-GitHub-Delivery", "d");
        return Stream.of(
                Arguments.of(
                        "body over the limit", body(small, " ".repeat(257)), 413, "body-too-large"),
                Arguments.of("too many events", body(small, "[{},{},{}]"), 413, "too-many-events"),
                Arguments.of("broken JSON", body(good, "{\"id\":"), 400, "malformed"),
                Arguments.of("no body", body(good, ""), 400, "malformed"),
                Arguments.of("no event", body(good, "[]"), 400, "malformed"),
                Arguments.of(
                        "missing attribute",
                        body(good, "{\"specversion\":\"1.0\"}"),
                        400,
                        "rejected"),
                Arguments.of(
                        "JSON without ce- headers",
                        good.with("Content-Type", "application/json"),
                        415,
                        "unsupported-media-type"),
                Arguments.of(
                        "XML format",
                        good.with("Content-Type", "application/cloudevents+xml"),
                        415,
                        "unsupported-media-type"),
                Arguments.of(
                        "another encoding",
                        good.with("Content-Encoding", "zstd"),
                        415,
                        "unsupported-media-type"),
                Arguments.of(
                        "not in the encoding it says",
                        good.with("Content-Encoding", "gzip"),
                        400,
                        "bad-request"),
                Arguments.of(
                        "a bomb",
                        new Post(
                                        good.path(),
                                        good.headers(),
                                        Base64.getDecoder().decode(TEN_MILLION_SPACES_IN_BROTLI))
                                .with("Content-Encoding", "br"),
                        413,
                        "body-too-large"),
                Arguments.of(
                        "GitHub without event name",
                        gitHub.with("X-GitHub-Event", "").signedForGitHub(SECRET),
                        400,
                        "malformed"),
                Arguments.of(
                        "GitHub with broken JSON",
                        body(gitHub, "{").signedForGitHub(SECRET),
                        400,
                        "malformed"),
                Arguments.of(
                        "GitHub as text",
                        gitHub.with("Content-Type", "text/plain").signedForGitHub(SECRET),
                        415,
                        "unsupported-media-type"),
                Arguments.of(
                        "no such route",
                        new Post("/partners/acme", good.headers(), good.body()),
                        404,
                        "not-found"),
                Arguments.of(
                        "no such route below",
                        new Post("/partners/acme/events/x/y", good.headers(), good.body()),
                        404,
                        "not-found"));
    }

    private static Post body(Post post, String body) {
        return new Post(post.path(), post.headers(), body.getBytes(UTF_8));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRequests")
    void answersWithTheErrorOfTheCatalogue(String what, Post post, int status, String code)
            throws Exception {
        HttpResponse<String> response = gateway.send(post);

        assertProblem(response, status, code);
    }

    @Test
    void answersEverythingThatIsNotAuthenticatedAlike() throws Exception {
        Post events = Post.of("/partners/acme/events", ONE, event("1"));
        Post gitHub = Post.of("/partners/acme/github", "application/json", "{}");
        List<Post> posts =
                List.of(
                        events,
                        events.withKey("wrong"),
                        events.with("x-api-key", "wrong"),
                        events.withKey(GatewayFixture.OTHER_KEY),
                        new Post("/partners/acme/none", events.withKey(KEY).headers(), new byte[9]),
                        new Post("/partners/none/none", events.withKey(KEY).headers(), new byte[9]),
                        new Post(
                                "/partners/No%20Name/x",
                                events.withKey(KEY).headers(), new byte[9]),
                        gitHub,
                        gitHub.with("X-Hub-Signature-256", "sha256=" + "00".repeat(32)),
                        gitHub.signedForGitHub("another secret"),
                        gitHub.withKey(KEY),
                        Post.of("/partners/acme/signed", ONE, event("1")).withKey(KEY));

        HttpResponse<String> first = gateway.send(posts.getFirst());

        assertProblem(first, 401, "unauthenticated");
        assertThat(first.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"partners\"");
        for (Post post : posts) {
            HttpResponse<String> response = gateway.send(post);
            assertThat(response.statusCode()).as("%s", post).isEqualTo(401);
            assertThat(response.body()).isEqualTo(first.body());
            assertThat(response.headers().map().keySet()).isEqualTo(first.headers().map().keySet());
        }
    }

    @ParameterizedTest
    @CsvSource({"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})
    void allowsNothingButPostAtASource(String method) throws Exception {
        HttpResponse<String> response = gateway.send(method, "/partners/acme/events", Map.of());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow").orElseThrow()).contains("POST");
    }

    @ParameterizedTest
    @CsvSource({"0, stalls", "150, drips"})
    void givesUpOnABodyThatDoesNotArrive(long pauseMillis, String how) throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), gateway.server.httpPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("POST /partners/acme/events HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n"
                                    + "Content-Type: application/cloudevents+json\r\n\r\n{")
                            .getBytes(UTF_8));
            out.flush();
            Thread dripping = Thread.startVirtualThread(() -> drip(out, pauseMillis));

            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

            dripping.interrupt();
            assertThat(answer).as(how).startsWith("HTTP/1.1 408 ").contains("body-timeout");
        }
    }

    private static void drip(OutputStream out, long pauseMillis) {
        try {
            while (pauseMillis > 0) {
                Thread.sleep(pauseMillis);
                out.write(' ');
                out.flush();
            }
        } catch (IOException | InterruptedException e) {
            return; // the gateway has closed the connection
        }
    }

    @Test
    void answers503AfterTheLogHasClosed(@TempDir Path other) throws Exception {
        GatewayFixture closing = new GatewayFixture(other, IMPATIENT);
        try (closing) {
            closing.log.close();

            HttpResponse<String> response =
                    closing.send(Post.of("/partners/acme/events", ONE, event("1")).withKey(KEY));

            assertProblem(response, 503, "unavailable");
            assertThat(response.headers().firstValue("Retry-After")).contains("1");
        }
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code)
            throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.get("type").asText()).isEqualTo("urn:gridgate:problem:" + code);
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotEmpty();
        assertThat(problem.get("detail").asText()).isNotEmpty();
    }
}

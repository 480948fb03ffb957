package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.gridgate.system.harness.Answer;
import io.gridgate.system.harness.Books;
import io.gridgate.system.harness.GithubHook;
import io.gridgate.system.harness.Http;
import io.gridgate.system.harness.Role;
import io.gridgate.system.harness.SlowRequest;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What partners may get wrong: each mistake has its status and code, nothing is stored, and the
 * process lives on. The namespace behind the gateway is down, so whatever it took would be pending.
 */
@Execution(ExecutionMode.CONCURRENT)
class BadInputTest {

    private static final String KEY = "a key of the partner, 32 bytes.";
    private static final String SECRET = "It's a Secret to Everybody";
    private static final String EVENT =
            "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/shop\",\"type\":\"t\"}";
    private static final String SETTINGS =
            """
            gateway:
              upstream:
                endpoint: https://localhost:1
                key: nobody-is-there
              partners:
                shop:
                  sources:
                    orders:
                      scheme: cloudevents
                      keys: ["%s"]
                      topic: orders
                      types: [t]
                      event-sources: [/shop]
                      body-bytes-max: 10000
                      batch-events-max: 10
                    github:
                      scheme: github
                      secrets: ["%s"]
                      topic: code
                      types: [com.github.*]
            """
                    .formatted(KEY, SECRET);

    private static Role gateway;
    private static Http http;
    private static SlowRequest slow;

    @BeforeAll
    static void startGateway() throws IOException {
        gateway = Role.start("gateway", "bad-input", SETTINGS);
        http = Http.plain();
        // Begun first, as its time runs while the other tests do.
        slow = SlowRequest.begin(uri("shop/orders"), events(KEY), EVENT.substring(0, 20));
    }

    @AfterAll
    static void stopGateway() throws IOException {
        slow.close();
        http.close();
        gateway.close();
    }

    @AfterEach
    void nothingIsStoredAndTheProcessLives() throws IOException {
        assertThat(gateway.process().alive()).isTrue();
        assertThat(Books.ask(gateway.url(), gateway.data(), "gateway"))
                .isEqualTo(new Books(0, 0, 0, 0, 0));
    }

    @Test
    void refusesAWrongKey() throws IOException {
        problem(post("shop/orders", events("wrong key"), EVENT), 401, "unauthenticated");
        Map<String, String> none = Map.of("Content-Type", "application/cloudevents+json");
        problem(post("shop/orders", none, EVENT), 401, "unauthenticated");
    }

    @Test
    void refusesAWrongSignature() throws IOException {
        GithubHook hook = GithubHook.handMade().getFirst();
        Map<String, String> headers = hook.headers(SECRET);
        problem(post("shop/github", hook.headers("wrong"), hook.body()), 401, "unauthenticated");
        problem(post("shop/github", headers, hook.body() + " "), 401, "unauthenticated");
        Map<String, String> unsigned = new HashMap<>(headers);
        unsigned.remove("X-Hub-Signature-256");
        problem(post("shop/github", unsigned, hook.body()), 401, "unauthenticated");
        unsigned.put("X-Hub-Signature-256", "sha256=nothing");
        problem(post("shop/github", unsigned, hook.body()), 401, "unauthenticated");
    }

    @Test
    void answersAnUnknownPartnerAsAWrongKey() throws IOException {
        Answer wrongKey = post("shop/orders", events("wrong key"), EVENT);
        for (String path : List.of("nobody/orders", "shop/nothing", "nobody/nothing")) {
            Answer unknown = post(path, events(KEY), EVENT);
            assertThat(unknown.status()).as(path).isEqualTo(wrongKey.status());
            assertThat(unknown.body()).as(path).isEqualTo(wrongKey.body());
            assertThat(headers(unknown)).as(path).isEqualTo(headers(wrongKey));
        }
    }

    @Test
    void refusesABodyOverTheLimitOfItsSource() throws IOException {
        String large = EVENT.replace("}", ",\"data\":\"" + "x".repeat(10_000) + "\"}");
        problem(post("shop/orders", events(KEY), large), 413, "body-too-large");
    }

    @Test
    void refusesABatchOfTooManyEvents() throws IOException {
        Map<String, String> headers = new HashMap<>(events(KEY));
        headers.put("Content-Type", "application/cloudevents-batch+json");
        String batch = "[" + (EVENT + ",").repeat(10) + EVENT + "]";
        problem(post("shop/orders", headers, batch), 413, "too-many-events");
    }

    @Test
    void refusesBrokenJson() throws IOException {
        problem(post("shop/orders", events(KEY), EVENT.substring(0, 30)), 400, "malformed");
        problem(post("shop/orders", events(KEY), EVENT + "}"), 400, "malformed");
        GithubHook broken =
                new GithubHook("push", "8d1c8b4a-0000-4000-8000-000000000001", "{\"a\":");
        problem(post("shop/github", broken.headers(SECRET), broken.body()), 400, null);
    }

    @Test
    void refusesAnEventWithoutIdAndNamesTheAttribute() throws IOException {
        Answer answer = post("shop/orders", events(KEY), EVENT.replace("\"id\":\"1\",", ""));
        problem(answer, 400, "rejected");
        assertThat(answer.body())
                .contains("\"status\":\"rejected\"")
                .contains("\"attribute\":\"id\"");
    }

    @Test
    void refusesAnotherContentType() throws IOException {
        Map<String, String> form = new HashMap<>(events(KEY));
        form.put("Content-Type", "application/x-www-form-urlencoded");
        problem(post("shop/orders", form, "payload=%7B%7D"), 415, "unsupported-media-type");
    }

    @Test
    void findsNothingAtOtherPaths() throws IOException {
        Answer answer =
                http.post(gateway.url().resolve("/topics/orders:publish"), events(KEY), EVENT);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void refusesABodyThatComesTooSlowly() throws IOException {
        assertThat(slow.statusLine(Duration.ofMinutes(1))).contains(" 408 ");
    }

    private static void problem(Answer answer, int status, @Nullable String code) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotEmpty();
        assertThat(problem.get("detail").asText()).isNotEmpty();
        if (code != null) {
            assertThat(problem.get("code").asText()).isEqualTo(code);
        }
    }

    private static Answer post(String path, Map<String, String> headers, String body)
            throws IOException {
        return http.post(uri(path), headers, body);
    }

    private static URI uri(String path) {
        return gateway.url().resolve("/partners/" + path);
    }

    private static Map<String, String> events(String key) {
        return Map.of("Content-Type", "application/cloudevents+json", "x-api-key", key);
    }

    private static Map<String, List<String>> headers(Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        return headers;
    }
}

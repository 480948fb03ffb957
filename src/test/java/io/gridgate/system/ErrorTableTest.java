package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.gridgate.system.harness.Answer;
import io.gridgate.system.harness.Http;
import io.gridgate.system.harness.Namespace;
import io.gridgate.system.harness.NamespaceApi;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Requests that the namespace refuses, with Azure's limits: status, code, text where one was
 * recorded, and the shape of the error envelope. The cases are in conformance/errors.json.
 */
class ErrorTableTest {

    private static final String VERSION = "api-version=2024-06-01";
    private static final String TIMESTAMP =
            "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{9}\\+00:00";
    private static final String TRACKING_ID =
            "[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}";

    private static Namespace namespace;
    private static Http http;

    @BeforeAll
    static void startNamespace() {
        namespace =
                Namespace.start(
                        "error-table", "--topic", "orders", "--subscription", "orders/worker");
        http = Http.trusting(namespace.authority());
    }

    @AfterAll
    static void stopNamespace() {
        http.close();
        namespace.close();
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream json =
                ErrorTableTest.class.getResourceAsStream("/conformance/errors.json")) {
            JsonNode cases = new ObjectMapper().readTree(Objects.requireNonNull(json));
            return StreamSupport.stream(cases.spliterator(), false).map(Case::new);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void refuses(Case refused) throws IOException {
        Answer answer = http.post(refused.uri(), refused.headers(), refused.body());

        assertThat(answer.status()).as("%s", answer).isEqualTo(refused.status());
        assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(answer.header("Content-Length")).isNotEmpty();
        assertThat(answer.header("Date")).isNotEmpty();
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("error");
        JsonNode error = answer.json().get("error");
        assertThat(error.fieldNames())
                .toIterable()
                .containsExactly("code", "message", "timestamp_utc", "tracking_id");
        assertThat(error.get("timestamp_utc").asText()).matches(TIMESTAMP);
        assertThat(error.get("tracking_id").asText()).matches(TRACKING_ID);
        assertThat(answer.header("broker-errorcode")).isEqualTo(error.get("code").asText());
        assertThat(error.get("code").asText()).isEqualTo(refused.codeOr(error.get("code")));
        assertThat(error.get("message").asText())
                .isNotEmpty()
                .isEqualTo(refused.messageOr(error.get("message")));
    }

    @Test
    void refusesABodyOverOneMegabyteAndStoresNothing() throws IOException {
        NamespaceApi api = new NamespaceApi(http, namespace.httpsUrl(), "orders", "worker");
        String head = "{\"specversion\":\"1.0\",\"id\":\"big\",\"source\":\"s\",\"type\":\"t\",";

        Answer answer = api.publish(head + "\"data\":\"" + "x".repeat(1 << 20) + "\"}");

        assertThat(answer.status()).as("%s", answer.headers()).isEqualTo(413);
        assertThat(answer.json().at("/error/code").asText())
                .isEqualTo(answer.header("broker-errorcode"));
        Answer small = api.publish(head + "\"data\":\"small\"}");
        assertThat(small.status()).isEqualTo(200);
        List<JsonNode> stored = api.receive(100, 10);
        assertThat(stored).hasSize(1);
        assertThat(stored.getFirst().at("/event/data").asText()).isEqualTo("small");
    }

    /** One line of the table. */
    record Case(JsonNode json) {

        URI uri() {
            String path = json.get("path").asText();
            String version = path.contains("?") ? "" : "?" + VERSION;
            return namespace.httpsUrl().resolve(path + version + json.path("query").asText(""));
        }

        Map<String, String> headers() {
            Map<String, String> headers = new HashMap<>();
            String authorization =
                    json.path("authorization").asText("SharedAccessKey " + Namespace.KEY);
            if (!authorization.isEmpty()) {
                headers.put("Authorization", authorization);
            }
            if (json.has("contentType")) {
                headers.put("Content-Type", json.get("contentType").asText());
            }
            json.path("headers")
                    .properties()
                    .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
            return headers;
        }

        String body() {
            JsonNode body = json.path("body");
            return body.isMissingNode() ? "" : body.isTextual() ? body.asText() : body.toString();
        }

        int status() {
            return json.get("status").asInt();
        }

        String codeOr(JsonNode any) {
            return json.path("code").asText(any.asText());
        }

        String messageOr(JsonNode any) {
            return json.path("message").asText(any.asText());
        }

        @Override
        public String toString() {
            return json.get("case").asText();
        }
    }
}

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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What the namespace does to events between publish and receive, in every HTTP mode. */
class EventRenderingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> REQUIRED =
            Map.of("ce-specversion", "1.0", "ce-id", "1", "ce-source", "source", "ce-type", "type");

    private static Namespace namespace;
    private static Http http;
    private static NamespaceApi api;

    @BeforeAll
    static void startNamespace() {
        namespace =
                Namespace.start(
                        "rendering",
                        "--relaxed-limits",
                        "--topic",
                        "items",
                        "--subscription",
                        "items/reader");
        http = Http.trusting(namespace.authority());
        api = new NamespaceApi(http, namespace.httpsUrl(), "items", "reader");
    }

    @AfterAll
    static void stopNamespace() {
        http.close();
        namespace.close();
    }

    @Test
    void sortsTheKeysOfDataAndPutsThemLast() throws IOException {
        String event =
                "{\"data\":{\"b\":[{\"z\":1,\"a\":2}],\"a\":{\"d\":15,\"c\":null}},\"type\":\"type\","
                        + "\"specversion\":\"1.0\",\"source\":\"source\",\"id\":\"1\",\"ext\":\"x\"}";

        String received = structured(event).toString();

        assertThat(received)
                .endsWith(",\"data\":{\"a\":{\"c\":null,\"d\":15},\"b\":[{\"a\":2,\"z\":1}]}}");
    }

    @Test
    void givesTimesInUtcWithoutTrailingZeros() throws IOException {
        assertThat(structured(event("\"time\":\"2026-01-02T03:04:16.6231079-07:00\"")).at("/time"))
                .hasToString("\"2026-01-02T10:04:16.6231079Z\"");
        assertThat(structured(event("\"time\":\"2026-01-02T23:28:30.000Z\"")).at("/time"))
                .hasToString("\"2026-01-02T23:28:30Z\"");
    }

    @Test
    void inventsNoAttributes() throws IOException {
        assertThat(structured(event("\"data\":\"hello world\"")))
                .isEqualTo(JSON.readTree(event("\"data\":\"hello world\"")));
    }

    @Test
    void keepsBinaryModeAttributesAndMakesExtensionsStrings() throws IOException {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("ce-subject", "my subject");
        headers.put("ce-time", "2023-11-05 16:19:34.136651+00:00");
        headers.put("ce-dataschema", "https://contoso.example/schema");
        headers.put("ce-extnumber", "101");
        headers.put("ce-extbool", "true");

        JsonNode received = binary(headers, "{\"b\":1,\"a\":2}");

        assertThat(received)
                .isEqualTo(
                        JSON.readTree(
                                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"source\","
                                        + "\"type\":\"type\",\"subject\":\"my subject\","
                                        + "\"time\":\"2023-11-05T16:19:34.136651Z\","
                                        + "\"datacontenttype\":\"application/json\","
                                        + "\"dataschema\":\"https://contoso.example/schema\","
                                        + "\"extnumber\":\"101\",\"extbool\":\"true\","
                                        + "\"data\":{\"a\":2,\"b\":1}}"));
    }

    @Test
    void rendersBinaryBodiesByTheirMediaType() throws IOException {
        assertThat(data("text/plain", "hello").at("/data").asText()).isEqualTo("hello");
        assertThat(data("text/xml", "<a>ä</a>").at("/data").asText()).isEqualTo("<a>ä</a>");
        assertThat(data("application/json", "\"hello world\"").at("/data").asText())
                .isEqualTo("hello world");
        for (String opaque :
                new String[] {"application/octet-stream", "application/customcontenttype"}) {
            JsonNode received = data(opaque, "hello");
            assertThat(received.has("data")).as(opaque).isFalse();
            assertThat(received.at("/data_base64").asText()).as(opaque).isEqualTo("aGVsbG8=");
        }
    }

    @Test
    void readsAStructuredMessageAsOneWhateverTheCeHeadersSay() throws IOException {
        Map<String, String> headers = new HashMap<>(REQUIRED);
        headers.put("Content-Type", "application/cloudevents+json; charset=utf-8");
        headers.put("ce-id", "from the header");
        headers.put("ce-datacontenttype", "text/plain");

        JsonNode received = publish(headers, event("\"data\":1"));

        assertThat(received).isEqualTo(JSON.readTree(event("\"data\":1")));
    }

    @Test
    void storesTheSameEventFromStructuredAndBinaryMode() throws IOException {
        JsonNode structured =
                structured(
                        event(
                                "\"datacontenttype\":\"application/json\",\"data\":{\"a\":[1,\"x\"]}"));
        JsonNode binary = data("application/json", "{\"a\":[1,\"x\"]}");

        assertThat(binary).isEqualTo(structured);
    }

    @Test
    void keepsBytesThatCameInBase64() throws IOException {
        String event =
                event(
                        "\"datacontenttype\":\"application/octet-stream\",\"data_base64\":\"AAEC/w==\"");

        assertThat(structured(event)).isEqualTo(JSON.readTree(event));
    }

    private static String event(String more) {
        return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"source\",\"type\":\"type\","
                + more
                + "}";
    }

    private static JsonNode structured(String event) throws IOException {
        return publish(Map.of("Content-Type", "application/cloudevents+json"), event);
    }

    private static JsonNode data(String mediaType, String body) throws IOException {
        return binary(Map.of("Content-Type", mediaType), body);
    }

    private static JsonNode binary(Map<String, String> headers, String body) throws IOException {
        Map<String, String> all = new HashMap<>(REQUIRED);
        all.putAll(headers);
        return publish(all, body);
    }

    /** Publishes, receives and acknowledges one event, so that every test starts empty. */
    private static JsonNode publish(Map<String, String> headers, String body) throws IOException {
        Answer answer = api.publish(headers, body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        JsonNode received = api.receive(1, 10).getFirst();
        api.settle("acknowledge", "", NamespaceApi.token(received));
        return received.get("event");
    }
}

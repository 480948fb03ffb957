package io.gridgate.http.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What comes back of events that were published in the other modes, as recorded from Azure. */
class BinaryModeTest {

    private static final String PUBLISH = "/topics/orders:publish?" + NamespaceFixture.VERSION;

    @TempDir private Path folder;
    private NamespaceFixture namespace;

    @BeforeEach
    void start() throws Exception {
        namespace = new NamespaceFixture(folder, NamespaceLimits.RELAXED);
    }

    @AfterEach
    void stop() {
        namespace.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain                   | hello    | data        | \"hello\"",
                "text/xml                     | <a/>     | data        | \"<a/>\"",
                "application/octet-stream     | hello    | data_base64 | \"aGVsbG8=\"",
                "application/customcontenttype| hello    | data_base64 | \"aGVsbG8=\"",
                "application/json             | {\"b\":1,\"a\":2} | data | {\"a\":2,\"b\":1}",
                "application/vnd.x+json       | [1.10]   | data        | [1.10]"
            })
    void rendersDataByItsContentType(String contentType, String body, String member, String data)
            throws Exception {
        namespace.post(PUBLISH, body, binary(contentType));
        String answer = namespace.receive("worker", "&maxWaitTime=0").body();
        assertThat(answer).contains("\"" + member + "\":" + data + "}}]}");
        JsonNode event = namespace.json(answer).get("value").get(0).get("event");
        assertThat(event.get("datacontenttype").asText()).isEqualTo(contentType.strip());
    }

    @Test
    void givesAllExtensionsBackAsStrings() throws Exception {
        namespace.post(
                PUBLISH,
                "hello",
                binary(
                        "text/plain",
                        "ce-subject",
                        "my subject",
                        "ce-time",
                        "2023-11-05 16:19:34.136651+00:00",
                        "ce-dataschema",
                        "https://example.com/schema",
                        "ce-number",
                        "101",
                        "ce-bytes",
                        "aGVsbG8="));
        JsonNode event = namespace.details("worker", 1).getFirst().get("event");
        assertThat(event.get("subject").asText()).isEqualTo("my subject");
        assertThat(event.get("dataschema").asText()).isEqualTo("https://example.com/schema");
        assertThat(event.get("number").isTextual()).isTrue();
        assertThat(event.get("number").asText()).isEqualTo("101");
        assertThat(event.get("bytes").asText()).isEqualTo("aGVsbG8=");
        assertThat(event.get("time").asText()).isEqualTo("2023-11-05T16:19:34.136651Z");
    }

    @Test
    void refusesACharsetThatThereIsNot() throws Exception {
        assertThat(
                        namespace
                                .post(
                                        PUBLISH,
                                        NamespaceFixture.event("1"),
                                        "Content-Type",
                                        "application/cloudevents+json; charset=%")
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void rendersBothModesAlike() throws Exception {
        namespace.post(PUBLISH, "{\"n\":1}", binary("application/json", "ce-subject", "s"));
        namespace.publish(
                "{\"id\":\"1\",\"source\":\"/test\",\"type\":\"t\",\"specversion\":\"1.0\","
                        + "\"subject\":\"s\",\"datacontenttype\":\"application/json\","
                        + "\"data\":{\"n\":1}}");
        List<JsonNode> details = namespace.details("worker", 2);
        assertThat(details.get(0).get("event")).isEqualTo(details.get(1).get("event"));
    }

    @Test
    void readsAStructuredEventEvenWithHeadersOfTheBinaryMode() throws Exception {
        List<String> headers = new ArrayList<>(List.of(binary("application/cloudevents+json")));
        headers.addAll(List.of("ce-datacontenttype", "text/plain"));
        namespace.post(
                PUBLISH, NamespaceFixture.event("structured"), headers.toArray(String[]::new));
        JsonNode event = namespace.details("worker", 1).getFirst().get("event");
        assertThat(event.get("id").asText()).isEqualTo("structured");
        assertThat(event.has("datacontenttype")).isFalse();
    }

    @Test
    void receivesABatchInOrderWithItsAttributes() throws Exception {
        namespace.publishBatch(
                """
                [{"specversion":"1.0","id":"1","source":"source","type":"t","subject":"first",
                  "dataschema":"https://example.com/1","extra":"value","data":{"Name":"Bob","Age":18}},
                 {"specversion":"1.0","id":"2","source":"source","type":"t",
                  "time":"2023-06-16T16:20:16.6231000-07:00","data":{"Name":"Tom","Age":55}}]\
                """);
        List<JsonNode> details = namespace.details("worker", 10);
        assertThat(details).hasSize(2);
        assertThat(details.get(0).get("event"))
                .isEqualTo(
                        namespace.json(
                                """
                                {"specversion":"1.0","id":"1","source":"source","type":"t",
                                 "subject":"first","dataschema":"https://example.com/1",
                                 "extra":"value","data":{"Age":18,"Name":"Bob"}}\
                                """));
        assertThat(details.get(1).get("event"))
                .isEqualTo(
                        namespace.json(
                                """
                                {"specversion":"1.0","id":"2","source":"source","type":"t",
                                 "time":"2023-06-16T23:20:16.6231Z","data":{"Age":55,"Name":"Tom"}}\
                                """));
    }

    @Test
    void acceptsAnEmptyBatch() throws Exception {
        assertThat(namespace.publishBatch("[]").statusCode()).isEqualTo(200);
        assertThat(namespace.details("worker", 1)).isEmpty();
    }

    private static String[] binary(String contentType, String... more) {
        List<String> headers =
                new ArrayList<>(
                        List.of(
                                "Content-Type",
                                contentType,
                                "ce-id",
                                "1",
                                "ce-source",
                                "/test",
                                "ce-type",
                                "t",
                                "ce-specversion",
                                "1.0"));
        headers.addAll(List.of(more));
        return headers.toArray(String[]::new);
    }
}

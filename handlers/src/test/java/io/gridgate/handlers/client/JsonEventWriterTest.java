package io.gridgate.handlers.client;

import static io.gridgate.handlers.client.ClientFixture.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;

class JsonEventWriterTest {

    private static final String HEAD =
            "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"";

    @Test
    void writesAllAttributesInAFixedOrder() {
        CloudEvent event =
                builder()
                        .withTime(OffsetDateTime.parse("2026-01-01T00:00:00Z"))
                        .withSubject("a \"b\"\n")
                        .withDataSchema(URI.create("https://x.example/s"))
                        .withExtension("z", "last")
                        .withExtension("flag", true)
                        .withExtension("count", 7)
                        .withExtension("bytes", new byte[] {1, 2})
                        .withExtension("at", OffsetDateTime.parse("2026-01-01T00:00:00.5+02:00"))
                        .build();

        assertThat(json(event))
                .isEqualTo(
                        HEAD
                                + ",\"dataschema\":\"https://x.example/s\",\"subject\":\"a \\\"b\\\"\\n\","
                                + "\"time\":\"2026-01-01T00:00:00Z\",\"at\":\"2026-01-01T00:00:00.5+02:00\","
                                + "\"bytes\":\"AQI=\",\"count\":7,\"flag\":true,\"z\":\"last\"}");
    }

    @Test
    void splicesJsonDataAsTheyAre() {
        assertThat(json(withData("application/json", "{ \"a\": 1.10 }")))
                .isEqualTo(
                        HEAD
                                + ",\"datacontenttype\":\"application/json\",\"data\":{ \"a\": 1.10 }}");
        assertThat(json(withData("text/json;charset=utf-8", "1e400"))).endsWith(",\"data\":1e400}");
        assertThat(json(withData(null, "[1]"))).isEqualTo(HEAD + ",\"data\":[1]}");
    }

    @Test
    void refusesDataThatAreNotTheJsonTheySayTheyAre() {
        for (String data : new String[] {"", "{", "1 2", "{}}", "\uFEFF{}", "\0001"}) {
            assertThatIllegalArgumentException()
                    .as(data)
                    .isThrownBy(() -> json(withData("application/json", data)))
                    .withMessageContaining("application/json");
        }
    }

    @Test
    void writesTextAsAString() {
        assertThat(json(withData("text/plain", "a\"é\n")))
                .isEqualTo(HEAD + ",\"datacontenttype\":\"text/plain\",\"data\":\"a\\\"é\\n\"}");
        assertThat(json(withData("text/xml; charset=\"UTF-8\"", "<a/>")))
                .endsWith(",\"data\":\"<a/>\"}");
    }

    @Test
    void writesAllElseInBase64() {
        assertThat(json(withData("application/octet-stream", "abc")))
                .isEqualTo(
                        HEAD
                                + ",\"datacontenttype\":\"application/octet-stream\",\"data_base64\":\"YWJj\"}");
        assertThat(json(withData("text/plain; charset=iso-8859-1", "abc")))
                .endsWith(",\"data_base64\":\"YWJj\"}");
        assertThat(json(withData(null, "no json"))).endsWith(",\"data_base64\":\"bm8ganNvbg==\"}");
        CloudEvent notUtf8 = builder().withData("text/plain", new byte[] {(byte) 0xC0}).build();
        assertThat(json(notUtf8)).endsWith(",\"data_base64\":\"wA==\"}");
    }

    @Test
    void writesOlderEventsInTheCurrentVersion() {
        CloudEvent old =
                CloudEventBuilder.v03()
                        .withId("1")
                        .withSource(URI.create("s"))
                        .withType("t")
                        .build();

        assertThat(json(old)).isEqualTo(HEAD + "}");
    }

    private static CloudEventBuilder builder() {
        return CloudEventBuilder.v1().withId("1").withSource(URI.create("s")).withType("t");
    }

    private static CloudEvent withData(String contentType, String data) {
        byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
        return contentType == null
                ? builder().withData(bytes).build()
                : builder().withData(contentType, bytes).build();
    }

    private static String json(CloudEvent event) {
        return text(JsonCloudEvent.from(event).json());
    }
}

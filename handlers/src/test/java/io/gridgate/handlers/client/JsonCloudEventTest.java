package io.gridgate.handlers.client;

import static io.gridgate.handlers.client.ClientFixture.EVENT;
import static io.gridgate.handlers.client.ClientFixture.event;
import static io.gridgate.handlers.client.ClientFixture.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.rw.CloudEventRWException;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

class JsonCloudEventTest {

    @Test
    void readsAttributesWithTheirTypes() {
        CloudEvent event =
                event(
                        """
                        {"specversion":"1.0","id":"é\\u0041","source":"urn:x:1","type":"t",
                         "datacontenttype":"application/json","dataschema":"https://x.example/s",
                         "subject":"a b","time":"2026-01-01T00:00Z","partitionkey":"p","count":7,
                         "flag":true,"large":12345678901,"part":1.5,"none":null,"odd":{ "a":[1] }}\
                        """);

        assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
        assertThat(event.getId()).isEqualTo("éA");
        assertThat(event.getSource()).isEqualTo(URI.create("urn:x:1"));
        assertThat(event.getType()).isEqualTo("t");
        assertThat(event.getDataContentType()).isEqualTo("application/json");
        assertThat(event.getDataSchema()).isEqualTo(URI.create("https://x.example/s"));
        assertThat(event.getSubject()).isEqualTo("a b");
        assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2026-01-01T00:00:00Z"));
        assertThat(event.getData()).isNull();
        assertThat(event.getExtensionNames())
                .containsExactly("partitionkey", "count", "flag", "large", "part", "odd");
        assertThat(event.getExtension("partitionkey")).isEqualTo("p");
        assertThat(event.getExtension("count")).isEqualTo(7);
        assertThat(event.getExtension("flag")).isEqualTo(true);
        assertThat(event.getExtension("large")).isEqualTo(12345678901L);
        assertThat(event.getExtension("odd")).isEqualTo("{ \"a\":[1] }");
        assertThat(event.getExtension("none")).isNull();
        assertThat(event.getExtension("id")).isNull();
        assertThat(event.getAttribute("source")).isEqualTo(URI.create("urn:x:1"));
    }

    @Test
    void givesDataAsTheirExactBytes() {
        Map.of(
                        "{ \"a\" : 1.10, \"a\" : 1e400 }", "{ \"a\" : 1.10, \"a\" : 1e400 }",
                        "-0.0e1", "-0.0e1",
                        "\"text\\u00e9\"", "\"text\\u00e9\"",
                        "null", "null",
                        "[ ]", "[ ]",
                        "false", "false")
                .forEach((data, bytes) -> {
                    assertThat(data("\"data\": " + data + " ,\"x\":1")).isEqualTo(bytes);
                    assertThat(data("\"x\":1,\"data\":" + data)).isEqualTo(bytes);
                });
    }

    @Test
    void givesTextWhenTheTypeIsNotJson() {
        assertThat(data("\"datacontenttype\":\"text/plain\",\"data\":\"a\\nb\"")).isEqualTo("a\nb");
        assertThat(data("\"data\":\"<a/>\",\"datacontenttype\":\"application/xml\""))
                .isEqualTo("<a/>");
        assertThat(data("\"datacontenttype\":\"application/x+json; v=1\",\"data\":\"a\""))
                .isEqualTo("\"a\"");
        assertThat(data("\"datacontenttype\":\"text/plain\",\"data\":{\"a\":1}"))
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void decodesBase64() {
        CloudEvent event = event(minimal(",\"data_base64\":\"AAH/\""));

        assertThat(event.getData().toBytes()).containsExactly(0, 1, -1);
    }

    @Test
    void givesTheSameBytesBackAndComparesThem() {
        byte[] json = EVENT.getBytes(StandardCharsets.UTF_8);
        JsonCloudEvent event = JsonCloudEvent.of(json);

        assertThat(event.json()).isSameAs(json);
        assertThat(JsonCloudEvent.from(event)).isSameAs(event);
        assertThat(event)
                .isEqualTo(event(EVENT))
                .hasSameHashCodeAs(event(EVENT))
                .isNotEqualTo(event(EVENT + " "));
        assertThat(event)
                .hasToString("JsonCloudEvent[/orders 1 order.placed, " + json.length + " B]");
        assertThat(event("{").toString()).isEqualTo("JsonCloudEvent[unreadable, 1 B]");
    }

    @Test
    void canBeCopiedByTheCloudEventsSdk() {
        CloudEvent copy = CloudEventBuilder.from(event(EVENT)).withExtension("added", 1).build();

        assertThat(copy.getId()).isEqualTo("1");
        assertThat(text(copy.getData().toBytes()))
                .isEqualTo("{\"amount\":1.10,\"z\":1,\"a\":[1e400]}");
    }

    @Test
    void failsOnlyWhereWhatIsAskedForCannotBeRead() {
        CloudEvent event =
                event(
                        """
                        {"specversion":"1.0","id":"1","source":"a b","type":"t","time":"noon"}\
                        """);

        assertThat(event.getId()).isEqualTo("1");
        assertThat(((JsonCloudEvent) event).attributeText("source")).isEqualTo("a b");
        assertUnreadable(event::getSource);
        assertUnreadable(event::getTime);
        assertUnreadable(() -> event("{\"id\":\"1\"}").getType());
        for (String broken : List.of("", "[]", "{", "{} {}", "{\"id\":1,}", "\"id\"")) {
            assertUnreadable(() -> event(broken).getId());
        }
    }

    @Test
    void readsWhatIsDeeperAndLongerThanParsersLike() {
        String deep = "[".repeat(3000) + "]".repeat(3000);
        String digits = "9".repeat(3000);

        assertThat(data("\"data\":" + deep)).isEqualTo(deep);
        assertThat(data("\"data\":" + digits)).isEqualTo(digits);
    }

    private static void assertUnreadable(Runnable reading) {
        assertThatExceptionOfType(CloudEventRWException.class).isThrownBy(reading::run);
    }

    private static String minimal(String more) {
        return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"" + more + "}";
    }

    private static String data(String members) {
        return text(event(minimal("," + members)).getData().toBytes());
    }
}

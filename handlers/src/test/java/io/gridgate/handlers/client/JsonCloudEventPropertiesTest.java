package io.gridgate.handlers.client;

import static io.gridgate.handlers.client.ClientFixture.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

class JsonCloudEventPropertiesTest {

    /** Data of any shape, at any place, with any white space, come out as they went in. */
    @Property
    void dataAreTheExactSlice(
            @ForAll("values") String data, @ForAll("spaces") String space, @ForAll boolean last) {
        String member = space + "\"data\"" + space + ":" + space + data + space;
        String others = space + "\"id\"" + space + ":" + space + "\"1\"" + space;
        String json = "{" + (last ? others + "," + member : member + "," + others) + "}" + space;

        JsonCloudEvent event = JsonCloudEvent.of(json.getBytes(StandardCharsets.UTF_8));

        assertThat(text(event.getData().toBytes())).isEqualTo(data);
        assertThat(event.getId()).isEqualTo("1");
    }

    /** An event that arrived in an answer is the very bytes that stand there. */
    @Property
    void receivedEventsAreTheirSlices(@ForAll("values") String data, @ForAll("spaces") String space)
            throws IOException {
        String event = "{" + space + "\"id\":\"1\",\"data\":" + data + space + "}";
        String answer =
                "{\"value\":[{\"event\":%s%s%s,\"brokerProperties\":{\"lockToken\":\"L\"}}]}"
                        .formatted(space, event, space);

        ReceiveResult result = ReceiveAnswer.read(answer.getBytes(StandardCharsets.UTF_8));

        assertThat(result.details()).hasSize(1);
        assertThat(text(((JsonCloudEvent) result.details().get(0).event()).json()))
                .isEqualTo(event);
    }

    /** What is written reads back as the same event, here and in the CloudEvents SDK. */
    @Property
    void writtenEventsReadBackTheSame(@ForAll("events") CloudEvent event) {
        JsonCloudEvent written = JsonCloudEvent.from(event);

        assertThat(CloudEventBuilder.from(written).build().getAttributeNames())
                .isEqualTo(event.getAttributeNames());
        for (CloudEvent read : List.of(written, new JsonFormat().deserialize(written.json()))) {
            assertThat(read.getId()).isEqualTo(event.getId());
            assertThat(read.getSource()).isEqualTo(event.getSource());
            assertThat(read.getSubject()).isEqualTo(event.getSubject());
            assertThat(read.getExtension("ext")).isEqualTo(event.getExtension("ext"));
            assertThat(read.getDataContentType()).isEqualTo(event.getDataContentType());
        }
        assertThat(written.getData().toBytes()).isEqualTo(event.getData().toBytes());
    }

    /** Whatever the bytes are, reading either works or says that it does not. */
    @Property
    void readingNeverBreaks(@ForAll byte[] bytes, @ForAll("values") String value) {
        byte[] cut = value.getBytes(StandardCharsets.UTF_8);
        for (byte[] json : List.of(bytes, cut)) {
            JsonCloudEvent event = JsonCloudEvent.of(json);
            try {
                assertThat(event.getId()).isNotNull();
            } catch (CloudEventRWException e) {
                assertThat(event.toString()).startsWith("JsonCloudEvent[");
            }
        }
    }

    @Provide
    Arbitrary<String> spaces() {
        return Arbitraries.strings().withChars(" \t\r\n").ofMaxLength(3);
    }

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> leaf =
                Arbitraries.oneOf(
                        Arbitraries.of(
                                "null", "true", "false", "1.10", "-0", "1e400", "\"\\u0000\""),
                        Arbitraries.bigDecimals().map(Object::toString),
                        strings().map(JsonCloudEventPropertiesTest::quoted));
        return Arbitraries.lazyOf(
                () -> leaf,
                () -> leaf,
                () -> values().list().ofMaxSize(3).map(all -> "[" + String.join(", ", all) + "]"),
                () ->
                        Combinators.combine(strings(), values())
                                .as((name, value) -> "{ " + quoted(name) + " :" + value + "}"));
    }

    @Provide
    Arbitrary<CloudEvent> events() {
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(20);
        Arbitrary<byte[]> json = values().map(text -> text.getBytes(StandardCharsets.UTF_8));
        return Combinators.combine(
                        strings().filter(text -> !text.isEmpty()),
                        strings().filter(text -> !text.isEmpty()),
                        Arbitraries.integers(),
                        Arbitraries.of(
                                "application/json",
                                "text/plain",
                                "image/png",
                                "application/b+json"),
                        bytes,
                        json)
                .as((id, subject, number, type, raw, value) ->
                        CloudEventBuilder.v1()
                                .withId(id)
                                .withSource(URI.create("urn:x:" + Math.abs((long) number)))
                                .withType("t")
                                .withSubject(subject)
                                .withExtension("ext", number)
                                .withData(
                                        type,
                                        type.toLowerCase(Locale.ROOT).endsWith("json")
                                                ? value
                                                : raw)
                                .build());
    }

    private static Arbitrary<String> strings() {
        return Arbitraries.strings()
                .all()
                .ofMaxLength(8)
                .filter(text -> text.equals(roundTrip(text)));
    }

    /** Drops lone surrogates, which have no UTF-8. */
    private static String roundTrip(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars()
                .forEach(c -> {
                    if (c < 0x20 || c == '"' || c == '\\') {
                        json.append("\\u%04x".formatted(c));
                    } else {
                        json.append((char) c);
                    }
                });
        return json.append('"').toString();
    }
}

package io.gridgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.event.CanonicalEvents.Canonical;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class CanonicalEventsTest {

    private static final List<Canonical> ALL = CanonicalEvents.ALL;

    @ParameterizedTest
    @FieldSource("io.gridgate.event.CanonicalEvents#ALL")
    void structuredModeKeepsTheBytesThatCame(Canonical canonical) {
        Event event = Decodes.event(Decodes.structured(canonical.json()));

        assertThat(event.json()).asString(UTF_8).isEqualTo(canonical.json());
        assertThat(event.dataKind()).isEqualTo(canonical.dataKind());
        assertThat(event.payload()).isEqualTo(canonical.payload());
        EventMessage message = CloudEventsEncoder.structured(event);
        assertThat(message.contentType()).isEqualTo("application/cloudevents+json; charset=utf-8");
        assertThat(message.headers()).isEmpty();
        assertThat(message.body()).isSameAs(event.json());
    }

    @ParameterizedTest
    @FieldSource("io.gridgate.event.CanonicalEvents#ALL")
    void whatTheLogGivesBackIsTheSameEvent(Canonical canonical) {
        Event event = Decodes.event(Decodes.structured(canonical.json()));

        assertThat(CloudEventsDecoder.read(event.json()))
                .isInstanceOfSatisfying(
                        Item.Valid.class,
                        valid -> assertSame(valid.event(), event, event.attributes()));
    }

    @Test
    void batchedModeKeepsTheBytesOfEachEvent() {
        List<byte[]> events = ALL.stream().map(each -> each.json().getBytes(UTF_8)).toList();

        List<Item> items =
                Decodes.items(
                        CloudEventsDecoder.decode(
                                new EventMessage(
                                        CloudEventsEncoder.BATCH_TYPE,
                                        Map.of(),
                                        CloudEventsEncoder.batch(events))));

        assertThat(items).hasSameSizeAs(ALL);
        for (int i = 0; i < ALL.size(); i++) {
            Event alone = Decodes.event(Decodes.structured(ALL.get(i).json()));
            Event batched = ((Item.Valid) items.get(i)).event();
            assertThat(batched.json()).isEqualTo(alone.json());
            assertThat(batched.dataOffset()).isEqualTo(alone.dataOffset());
            assertSame(batched, alone, alone.attributes());
        }
    }

    @ParameterizedTest
    @FieldSource("io.gridgate.event.CanonicalEvents#ALL")
    void binaryModeCarriesTheSameEventBothWays(Canonical canonical) {
        Event event = Decodes.event(Decodes.structured(canonical.json()));

        EventMessage message = CloudEventsEncoder.binary(event);

        assertThat(message.contentType())
                .isEqualTo(canonical.contentType().isEmpty() ? null : canonical.contentType());
        assertThat(message.body()).isEqualTo(canonical.payload());
        assertThat(message.headers().values())
                .allMatch(value -> value.chars().allMatch(c -> c > ' ' && c < 0x7F));
        Map<String, Object> expected = new LinkedHashMap<>();
        event.attributes().forEach((name, value) -> expected.put(name, value.toString()));
        if (message.contentType() != null) {
            expected.put("datacontenttype", message.contentType());
        }
        assertSame(Decodes.event(CloudEventsDecoder.decode(message)), event, expected);
    }

    @ParameterizedTest
    @FieldSource("io.gridgate.event.CanonicalEvents#ALL")
    void theBuilderWritesTheSameEvent(Canonical canonical) {
        Event event = Decodes.event(Decodes.structured(canonical.json()));
        EventBuilder builder = new EventBuilder();
        event.attributes().entrySet().stream()
                .filter(attribute -> !attribute.getKey().equals("specversion"))
                .forEach(attribute -> builder.attribute(attribute.getKey(), attribute.getValue()));
        builder.attribute("datacontenttype", missingType(event));

        Event built = ((Item.Valid) builder.data(event.payload()).build()).event();

        Map<String, Object> expected = new LinkedHashMap<>(event.attributes());
        if (missingType(event) != null) {
            expected.put("datacontenttype", missingType(event));
        }
        assertSame(built, event, expected);
        assertThat(CloudEventsDecoder.read(built.json())).isInstanceOf(Item.Valid.class);
    }

    private static String missingType(Event event) {
        boolean bytes = event.dataKind() == DataKind.BASE64;
        return bytes && event.attribute("datacontenttype") == null ? "image/png" : null;
    }

    private static void assertSame(Event actual, Event event, Map<String, Object> attributes) {
        assertThat(actual.key()).isEqualTo(event.key());
        assertThat(actual.type()).isEqualTo(event.type());
        assertThat(actual.attributes()).isEqualTo(attributes);
        assertThat(actual.dataKind()).isEqualTo(event.dataKind());
        assertThat(Decodes.data(actual)).isEqualTo(Decodes.data(event));
        assertThat(actual.payload()).isEqualTo(event.payload());
    }
}

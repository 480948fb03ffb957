package io.gridgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class RoundTripTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> HEADERS =
            Map.of("ce-id", "1", "ce-source", "/s", "ce-type", "t", "ce-specversion", "1.0");

    @Property
    void structuredAndBatchedModeKeepEveryByte(@ForAll("events") String json) {
        Event event = Decodes.event(Decodes.structured(json));
        byte[] batch = CloudEventsEncoder.batch(List.of(event.json(), event.json()));

        assertThat(event.json()).asString(UTF_8).isEqualTo(json);
        assertThat(Decodes.items(Decodes.batch(Decodes.text(batch))))
                .hasSize(2)
                .allSatisfy(item ->
                        assertThat(((Item.Valid) item).event().json()).isEqualTo(event.json()));
    }

    @Property
    void binaryModeKeepsTheData(@ForAll("events") String json) {
        Event event = Decodes.event(Decodes.structured(json));

        Event back = Decodes.event(CloudEventsDecoder.decode(CloudEventsEncoder.binary(event)));

        assertThat(back.key()).isEqualTo(event.key());
        assertThat(back.payload()).isEqualTo(event.payload());
        if (event.payload().length == 0) { // binary mode cannot tell empty from absent
            assertThat(back.dataKind()).isEqualTo(DataKind.NONE);
        } else if (event.dataKind() == DataKind.JSON) {
            assertThat(back.dataKind()).isEqualTo(DataKind.JSON);
            assertThat(Decodes.data(back)).isEqualTo(Decodes.data(event));
        }
        event.attributes()
                .forEach((name, value) ->
                        assertThat(back.attribute(name)).isEqualTo(value.toString()));
    }

    @Property
    void eventGridSchemaKeepsTheData(@ForAll("events") String json) {
        Event event = Decodes.event(Decodes.structured(json));

        byte[] array = EventGridEvents.encode(List.of(event), Instant.EPOCH);
        Event back = Decodes.event(EventGridEvents.decode(array, "/default"));

        assertThat(back.key()).isEqualTo(event.key());
        if (event.dataKind() == DataKind.JSON) {
            assertThat(Decodes.data(back)).isEqualTo(Decodes.data(event));
        }
    }

    @Property
    void azureRenderingChangesOrderOnlyAndOnlyOnce(@ForAll("events") String json)
            throws IOException {
        Event before = Decodes.event(Decodes.structured(json));
        Event event = Decodes.azure(json);

        assertThat(event.attributes()).isEqualTo(before.attributes());
        Event again = Decodes.azure(Decodes.text(event.json()));
        assertThat(again.json()).isEqualTo(event.json());
        assertThat(Decodes.data(again)).isEqualTo(Decodes.data(event));
        if (before.dataKind() == DataKind.JSON) {
            assertThat(JSON.readTree(Decodes.data(event)))
                    .isEqualTo(JSON.readTree(Decodes.data(before)));
        } else {
            assertThat(Decodes.data(event)).isEqualTo(Decodes.data(before));
        }
    }

    @Property
    void aBatchGivesTheEventsThatItsPartsGive(
            @ForAll("events") String one, @ForAll("events") String other) {
        EventMessage batch =
                new EventMessage(
                        "application/cloudevents-batch+json",
                        Map.of(),
                        ("[" + one + "," + other + "," + one + "]").getBytes(UTF_8));

        for (EventForm form : EventForm.values()) {
            assertThat(Decodes.items(CloudEventsDecoder.decode(batch, form)))
                    .map(item -> Decodes.text(((Item.Valid) item).event().json()))
                    .containsExactly(alone(one, form), alone(other, form), alone(one, form));
        }
    }

    private static String alone(String json, EventForm form) {
        Event event =
                form == EventForm.AS_AZURE
                        ? Decodes.azure(json)
                        : Decodes.event(Decodes.structured(json));
        return Decodes.text(event.json());
    }

    @Property(tries = 2_000)
    void nothingThatIsBrokenThrows(@ForAll("broken") byte[] body) {
        for (String type :
                List.of(
                        "application/cloudevents+json",
                        "application/cloudevents-batch+json",
                        "application/json",
                        "text/plain")) {
            for (EventForm form : EventForm.values()) {
                assertThat(CloudEventsDecoder.decode(new EventMessage(type, HEADERS, body), form))
                        .isInstanceOfAny(Decoded.Events.class, Decoded.Malformed.class);
            }
        }
        assertThat(EventGridEvents.decode(body, "/default")).isNotNull();
        if (CloudEventsDecoder.read(body) instanceof Item.Valid(Event event)) {
            assertThat(Decodes.azure(Decodes.text(event.json()))).isNotNull();
            assertThat(CloudEventsEncoder.binary(event).body()).isNotNull();
            assertThat(EventGridEvents.encode(List.of(event), Instant.EPOCH)).isNotNull();
        }
    }

    @Provide
    Arbitrary<String> events() {
        return ArbitraryEvents.json();
    }

    /** Events with one byte replaced, dropped or doubled. */
    @Provide
    Arbitrary<byte[]> broken() {
        return Combinators.combine(
                        ArbitraryEvents.json(),
                        Arbitraries.integers().between(0, 10_000),
                        Arbitraries.bytes(),
                        Arbitraries.integers().between(0, 2))
                .as((json, place, with, how) -> {
                    byte[] bytes = json.getBytes(UTF_8);
                    int at = place % bytes.length;
                    byte[] broken = Arrays.copyOf(bytes, bytes.length + how - 1);
                    System.arraycopy(
                            bytes,
                            Math.min(at + 1, bytes.length),
                            broken,
                            Math.min(at + how, broken.length),
                            bytes.length - at - 1);
                    if (how > 0) {
                        broken[at] = with;
                    }
                    return broken;
                });
    }
}

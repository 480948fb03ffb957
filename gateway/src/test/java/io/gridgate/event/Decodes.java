package io.gridgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Short ways to say what goes into a decoder and what must come out. */
final class Decodes {

    /** The attributes that an event cannot do without, as the first members of an object. */
    static final String REQUIRED =
            "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"";

    private Decodes() {}

    static Decoded structured(String json) {
        return CloudEventsDecoder.decode(
                new EventMessage("application/cloudevents+json", Map.of(), json.getBytes(UTF_8)));
    }

    static Decoded batch(String json) {
        return CloudEventsDecoder.decode(
                new EventMessage(
                        "application/cloudevents-batch+json", Map.of(), json.getBytes(UTF_8)));
    }

    /** An event with the required attributes and the members given. */
    static Decoded with(String members) {
        return structured("{" + REQUIRED + "," + members + "}");
    }

    static List<Item> items(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Events.class);
        return ((Decoded.Events) decoded).items();
    }

    /** The one event of a message. */
    static Event event(Decoded decoded) {
        assertThat(items(decoded)).singleElement().isInstanceOf(Item.Valid.class);
        return ((Item.Valid) items(decoded).getFirst()).event();
    }

    /** The problem of the one event of a message, or of the message. */
    static Problem problem(Decoded decoded) {
        if (decoded instanceof Decoded.Malformed(Problem problem)) {
            return problem;
        }
        assertThat(items(decoded)).singleElement().isInstanceOf(Item.Invalid.class);
        return ((Item.Invalid) items(decoded).getFirst()).problem();
    }

    /** The bytes of the data where it lies in the event. */
    static byte[] data(Event event) {
        int to = event.dataOffset() + event.dataLength();
        return Arrays.copyOfRange(event.json(), event.dataOffset(), to);
    }

    /** The event as an Event Grid namespace hands it out. */
    static Event azure(String json) {
        return event(
                CloudEventsDecoder.decode(
                        new EventMessage(
                                "application/cloudevents+json", Map.of(), json.getBytes(UTF_8)),
                        EventForm.AS_AZURE));
    }

    static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}

package io.gridgate.event;

import java.util.Map;

/** Adds extension attributes to an event that is there already. Stateless. */
public final class EventExtensions {

    private EventExtensions() {}

    /**
     * {@return the event with more extension attributes, in front of those that it has; every other
     * byte stays as it is} An event that has no room for more attributes is returned as it is.
     *
     * @param event the event
     * @param extensions values by attribute name, both within the rules for attributes; what the
     *     event has already is left alone
     */
    public static Event with(Event event, Map<String, String> extensions) {
        JsonWriter json = new JsonWriter(event.json().length + 64 * extensions.size());
        json.ascii('{');
        extensions.forEach((name, value) -> {
            if (event.attribute(name) == null) {
                json.name(name).string(value);
            }
        });
        if (json.size() == 1) {
            return event;
        }
        byte[] rest = event.json();
        int brace = 0;
        while (rest[brace] != '{') {
            brace++;
        }
        json.ascii(',').raw(rest, brace + 1, rest.length);
        return switch (CloudEventsDecoder.read(json.toBytes())) {
            case Item.Valid(Event extended) -> extended;
            case Item.Invalid _ -> event;
        };
    }
}

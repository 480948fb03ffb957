package io.gridgate.handlers;

import io.cloudevents.CloudEvent;
import io.cloudevents.rw.CloudEventRWException;
import io.gridgate.handlers.client.JsonCloudEvent;

import org.jspecify.annotations.Nullable;

/** Names an event on one log line: type, source and id, with no control characters. */
public final class EventText {

    private static final int CHARS_MAX = 200;

    private EventText() {}

    /**
     * {@return type, source and id, each bounded}
     *
     * @param event the event
     */
    public static String of(CloudEvent event) {
        try {
            return attribute(event, "type")
                    + " "
                    + attribute(event, "source")
                    + " "
                    + attribute(event, "id");
        } catch (CloudEventRWException e) {
            return "an unreadable event";
        }
    }

    private static String attribute(CloudEvent event, String name) {
        Object value =
                event instanceof JsonCloudEvent json
                        ? json.attributeText(name)
                        : event.getAttribute(name);
        return clean(value);
    }

    /** Makes text from outside fit for a log line: a line break in an id must not forge a line. */
    static String clean(@Nullable Object value) {
        String text = value == null ? "-" : value.toString();
        String bounded = text.length() <= CHARS_MAX ? text : text.substring(0, CHARS_MAX) + "…";
        return bounded.codePoints()
                .map(point -> Character.isISOControl(point) ? '?' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

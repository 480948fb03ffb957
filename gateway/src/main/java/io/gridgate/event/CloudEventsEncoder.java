package io.gridgate.event;

import java.util.List;
import java.util.Map;

/** Writes events into HTTP messages. Stateless; safe to call from any thread. */
public final class CloudEventsEncoder {

    /** The content type of {@link #structured}. */
    public static final String STRUCTURED_TYPE = "application/cloudevents+json; charset=utf-8";

    /** The content type of {@link #batch}. */
    public static final String BATCH_TYPE = "application/cloudevents-batch+json; charset=utf-8";

    private CloudEventsEncoder() {}

    /**
     * Returns the events as one JSON array, each byte for byte as given.
     *
     * @param events each one CloudEvent as JSON object in UTF-8
     * @return the body of a message in batched mode
     */
    public static byte[] batch(List<byte[]> events) {
        int size = 1 + Math.max(1, events.size());
        for (byte[] event : events) {
            size += event.length;
        }
        byte[] array = new byte[size];
        int at = 0;
        array[at++] = '[';
        for (byte[] event : events) {
            if (at > 1) {
                array[at++] = ',';
            }
            System.arraycopy(event, 0, array, at, event.length);
            at += event.length;
        }
        array[at] = ']';
        return array;
    }

    /**
     * Returns the event in structured mode: its JSON, untouched.
     *
     * @param event the event
     * @return a message whose body is shared with the event
     */
    public static EventMessage structured(Event event) {
        return new EventMessage(STRUCTURED_TYPE, Map.of(), event.json());
    }

    /**
     * Returns the event in binary mode: attributes as {@code ce-} headers, data as body. Where
     * there is no {@code datacontenttype}, JSON data goes as {@code application/json} and base64 as
     * {@code application/octet-stream}; without data there is no content type either.
     *
     * @param event the event
     * @return a message with attributes in headers
     */
    public static EventMessage binary(Event event) {
        return BinaryWriter.write(event);
    }
}

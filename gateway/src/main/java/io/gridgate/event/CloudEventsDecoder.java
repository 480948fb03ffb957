package io.gridgate.event;

import java.util.Locale;

/**
 * Reads CloudEvents 1.0.2 from HTTP messages in structured, batched and binary mode.
 *
 * <p>Stateless; safe to call from any thread. Never throws because of what is in the message.
 */
public final class CloudEventsDecoder {

    /** Most events in one batch; the largest number that any Event Grid front door allows. */
    public static final int BATCH_EVENTS_MAX = 5_000;

    private CloudEventsDecoder() {}

    /**
     * Reads the events of a message. The mode follows from the content type; in structured and
     * batched mode {@code ce-} headers are ignored.
     *
     * @param message the message; its body may become the event's, so nobody may write into it
     * @return the events, each valid or not, or why there are none to be had
     */
    public static Decoded decode(EventMessage message) {
        return switch (ContentMode.of(message.contentType())) {
            case BINARY -> BinaryReader.read(message);
            case BATCHED -> isJson(message, "application/cloudevents-batch+json")
                    ? batch(message)
                    : unsupported();
            case STRUCTURED -> isJson(message, "application/cloudevents+json")
                    ? structured(message)
                    : unsupported();
        };
    }

    /**
     * Reads one event from its JSON form, such as the log gives back.
     *
     * @param json one CloudEvent as JSON object in UTF-8; may become the event's, so nobody may
     *     write into it
     * @return the event, or the first rule that it breaks
     */
    public static Item read(byte[] json) {
        return switch (structured(json)) {
            case Decoded.Events(var items) -> items.getFirst();
            case Decoded.Malformed(Problem problem) -> new Item.Invalid(problem);
        };
    }

    private static Decoded structured(EventMessage message) {
        Decoded refusal = JsonBody.charsetRefusal(message.contentType());
        return refusal != null ? refusal : structured(message.body());
    }

    private static Decoded structured(byte[] body) {
        JsonCursor cursor = JsonCursor.ofEvent(body);
        return JsonBody.one(body, cursor, new JsonEventReader(body, cursor)::read);
    }

    private static Decoded batch(EventMessage message) {
        Decoded refusal = JsonBody.charsetRefusal(message.contentType());
        if (refusal != null) {
            return refusal;
        }
        byte[] body = message.body();
        JsonCursor cursor = JsonCursor.ofArray(body);
        return JsonBody.array(body, cursor, new JsonEventReader(body, cursor)::read);
    }

    private static boolean isJson(EventMessage message, String expected) {
        String contentType = message.contentType();
        return contentType != null
                && contentType.toLowerCase(Locale.ROOT).startsWith(expected)
                && MediaType.of(contentType).type().equals(expected);
    }

    private static Decoded unsupported() {
        return new Decoded.Malformed(
                Problem.ofMessage(
                        "CONTENT-TYPE is not supported: use application/cloudevents+json,"
                                + " application/cloudevents-batch+json, or the type of the data"
                                + " with ce- headers"));
    }
}

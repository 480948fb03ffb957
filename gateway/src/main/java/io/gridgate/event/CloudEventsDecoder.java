package io.gridgate.event;

/**
 * Reads CloudEvents 1.0.2 from HTTP messages in structured, batched and binary mode.
 *
 * <p>Stateless; safe to call from any thread. Never throws because of what is in the message.
 */
public final class CloudEventsDecoder {

    /** Most events in one batch; the largest number that any Event Grid front door allows. */
    public static final int BATCH_EVENTS_MAX = 5_000;

    private static final String STRUCTURED_TYPE = "application/cloudevents+json";
    private static final String BATCHED_TYPE = "application/cloudevents-batch+json";
    private static final String UNSUPPORTED =
            "CONTENT-TYPE is not supported: use "
                    + STRUCTURED_TYPE
                    + ", "
                    + BATCHED_TYPE
                    + ", or the type of the data with ce- headers";

    private CloudEventsDecoder() {}

    /**
     * Reads the events of a message and keeps their bytes.
     *
     * @param message the message; its body may become the event's, so nobody may write into it
     * @return the events, each valid or not, or why there are none to be had
     */
    public static Decoded decode(EventMessage message) {
        return decode(message, EventForm.AS_SENT);
    }

    /**
     * Reads the events of a message. The mode follows from the content type; in structured and
     * batched mode {@code ce-} headers are ignored.
     *
     * @param message the message; its body may become the event's, so nobody may write into it
     * @param form what the events shall look like
     * @return the events, each valid or not, or why there are none to be had
     */
    public static Decoded decode(EventMessage message, EventForm form) {
        ContentMode mode = ContentMode.of(message.contentType());
        if (mode == ContentMode.BINARY) {
            return BinaryReader.read(message, form);
        }
        MediaType type = MediaType.of(message.contentType());
        boolean batched = mode == ContentMode.BATCHED;
        if (!type.type().equals(batched ? BATCHED_TYPE : STRUCTURED_TYPE)) {
            return malformed(UNSUPPORTED);
        }
        String charset = type.charset();
        if (charset != null && !charset.equals("utf-8") && !charset.equals("us-ascii")) {
            return malformed("CONTENT-TYPE must have charset utf-8, as JSON is UTF-8");
        }
        return batched ? batch(message.body(), form) : structured(message.body(), form);
    }

    /**
     * Reads one event from its JSON form, such as the log gives back.
     *
     * @param json one CloudEvent as JSON object in UTF-8; may become the event's, so nobody may
     *     write into it
     * @return the event, or the first rule that it breaks
     */
    public static Item read(byte[] json) {
        return switch (structured(json, EventForm.AS_SENT)) {
            case Decoded.Events(var items) -> items.getFirst();
            case Decoded.Malformed(Problem problem) -> new Item.Invalid(problem);
        };
    }

    private static Decoded structured(byte[] body, EventForm form) {
        JsonCursor cursor = JsonCursor.ofEvent(body);
        return JsonBody.one(body, cursor, new JsonEventReader(body, cursor, form)::read);
    }

    private static Decoded batch(byte[] body, EventForm form) {
        JsonCursor cursor = JsonCursor.ofArray(body);
        return JsonBody.array(body, cursor, new JsonEventReader(body, cursor, form)::read);
    }

    private static Decoded malformed(String reason) {
        return new Decoded.Malformed(Problem.ofMessage(reason));
    }
}

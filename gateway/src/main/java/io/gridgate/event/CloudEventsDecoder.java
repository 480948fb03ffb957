package io.gridgate.event;

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
     * Reads the events of a message.
     *
     * @param message the message; its mode follows from the content type
     * @return the events, or why there are none
     */
    public static Decoded decode(EventMessage message) {
        throw new UnsupportedOperationException("decode " + message.contentType());
    }

    /**
     * Reads one event from its JSON form, such as the log gives back.
     *
     * @param json one CloudEvent as JSON object in UTF-8
     * @return the event, or the first rule that it breaks
     */
    public static Item read(byte[] json) {
        throw new UnsupportedOperationException("read " + json.length);
    }
}

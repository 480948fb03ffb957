package io.gridgate.event;

import java.time.Instant;
import java.util.List;

/**
 * Reads and writes the Event Grid event schema, mapped to CloudEvents as Azure does.
 *
 * <p>Stateless; safe to call from any thread. Never throws because of what is in the body.
 */
public final class EventGridEvents {

    private EventGridEvents() {}

    /**
     * Reads one event or an array of events.
     *
     * @param body JSON in UTF-8
     * @param topic what stands for {@code topic}, and so becomes the source, where an event has
     *     none
     * @return the events, or why there are none
     */
    public static Decoded decode(byte[] body, String topic) {
        throw new UnsupportedOperationException(topic + body.length);
    }

    /**
     * Writes events as an array, which Event Grid sends even for one event.
     *
     * @param events the events
     * @param timeIfAbsent the {@code eventTime} of events without a time
     * @return the array as JSON in UTF-8
     */
    public static byte[] encode(List<Event> events, Instant timeIfAbsent) {
        throw new UnsupportedOperationException(timeIfAbsent + " " + events.size());
    }
}

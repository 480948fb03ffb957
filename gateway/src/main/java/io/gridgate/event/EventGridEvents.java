package io.gridgate.event;

import java.time.Instant;
import java.util.List;

/**
 * Reads and writes the Event Grid event schema, mapped to CloudEvents as Azure does.
 *
 * <table>
 * <caption>The mapping</caption>
 * <tr><th>Event Grid</th><th>CloudEvents</th></tr>
 * <tr><td>{@code id}, {@code subject}</td><td>the same; an empty subject is absent</td></tr>
 * <tr><td>{@code topic}</td><td>{@code source}</td></tr>
 * <tr><td>{@code eventType}</td><td>{@code type}</td></tr>
 * <tr><td>{@code eventTime}</td><td>{@code time}</td></tr>
 * <tr><td>{@code dataVersion}</td><td>{@code dataschema}, after a {@code #}</td></tr>
 * <tr><td>{@code data}</td><td>{@code data}, byte for byte</td></tr>
 * </table>
 *
 * <p>Stateless; safe to call from any thread. Never throws because of what is in the body.
 */
public final class EventGridEvents {

    private EventGridEvents() {}

    /**
     * Reads one event or an array of events. Problems name the attributes of this schema. {@code
     * data}, {@code dataVersion}, {@code topic} and {@code metadataVersion} may be missing; unknown
     * members are dropped, because Event Grid may add some.
     *
     * @param body JSON in UTF-8
     * @param topic what stands for {@code topic}, and so becomes the source, where an event has
     *     none
     * @return the events, or why there are none
     */
    public static Decoded decode(byte[] body, String topic) {
        JsonCursor cursor = JsonCursor.ofEvent(body);
        if (cursor.peek() != '[') {
            return JsonBody.one(body, cursor, new EventGridReader(body, cursor, topic)::read);
        }
        JsonCursor array = JsonCursor.ofArray(body);
        return JsonBody.array(body, array, new EventGridReader(body, array, topic)::read);
    }

    /**
     * Writes events as an array, which Event Grid sends even for one event. Base64 data becomes a
     * string; extension attributes have no place in this schema and are left out.
     *
     * @param events the events
     * @param timeIfAbsent the {@code eventTime} of events without a time
     * @return the array as JSON in UTF-8
     */
    public static byte[] encode(List<Event> events, Instant timeIfAbsent) {
        return EventGridWriter.write(events, timeIfAbsent);
    }

    /**
     * Writes one event for publishing: without what only the service may say ({@code topic}, but
     * for domains, and {@code metadataVersion}). Source and extension attributes have no place in
     * this schema and are left out.
     *
     * @param event the event
     * @param timeIfAbsent the {@code eventTime} of an event without a time
     * @param domainTopic the topic of a domain; empty for all others
     * @return the event as one JSON object in UTF-8
     */
    public static byte[] toPublish(Event event, Instant timeIfAbsent, String domainTopic) {
        return EventGridWriter.toPublish(event, timeIfAbsent, domainTopic);
    }
}

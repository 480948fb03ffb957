package io.gridgate.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One checked CloudEvent, kept as the JSON object that will leave again.
 *
 * <p>In structured and batched mode {@link #json()} is the slice that came, byte for byte; in the
 * other modes it is written once, around the data bytes that came. Nothing downstream encodes the
 * event again, so {@code data} stays exact ({@code 1.10} stays {@code 1.10}).
 *
 * <p>Immutable and safe to share between threads, provided nobody writes into {@link #json()}.
 */
public final class Event {

    private final EventKey key;
    private final String type;
    private final Map<String, Object> attributes;
    private final byte[] json;

    /**
     * Wraps an event that a decoder has checked.
     *
     * @param attributes every context attribute by its lower-case name, {@code specversion}
     *     included, in the order they came; values are {@link String}, {@link Integer} or {@link
     *     Boolean}
     * @param json the whole event as one JSON object in UTF-8; ownership passes to this event
     */
    public Event(Map<String, Object> attributes, byte[] json) {
        this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        this.key = new EventKey(text("source"), text("id"));
        this.type = text("type");
        this.json = json;
    }

    private String text(String name) {
        return attributes.get(name) instanceof String value ? value : "";
    }

    /** {@return the identity of this event} */
    public EventKey key() {
        return key;
    }

    /** {@return the event type, never empty} */
    public String type() {
        return type;
    }

    /**
     * {@return the value of a context attribute, or null where the event has none of that name}
     *
     * @param name the lower-case attribute name
     */
    public @Nullable Object attribute(String name) {
        return attributes.get(name);
    }

    /** {@return all context attributes by name, in the order they came} */
    public Map<String, Object> attributes() {
        return attributes;
    }

    /** {@return the event as one JSON object in UTF-8} The array is shared: callers must not write. */
    public byte[] json() {
        return json;
    }

    /** {@return what the event carries as data} */
    public DataKind dataKind() {
        throw new UnsupportedOperationException("dataKind");
    }

    /**
     * {@return where the data starts in {@link #json()}: the first byte of the JSON value, or of the
     * base64 text after its quote; 0 without data}
     */
    public int dataOffset() {
        throw new UnsupportedOperationException("dataOffset");
    }

    /** {@return how many bytes of {@link #json()} the data takes, quotes of base64 not counted} */
    public int dataLength() {
        throw new UnsupportedOperationException("dataLength");
    }

    @Override
    public String toString() {
        return "Event[" + key.source() + " " + key.id() + " " + type + ", " + json.length + " B]";
    }
}

package io.gridgate.event;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;

/**
 * One checked CloudEvent, kept as the JSON object that will leave again.
 *
 * <p>In structured and batched mode {@link #json()} is the slice that came, byte for byte; in the
 * other modes it is written once, around the data bytes that came. {@link EventForm#AS_AZURE}
 * changes the order of things and no more. Nothing downstream encodes the event again, so {@code
 * data} stays exact ({@code 1.10} stays {@code 1.10}).
 *
 * <p>Immutable and safe to share between threads, provided nobody writes into {@link #json()}.
 */
public final class Event {

    private final EventKey key;
    private final String type;
    private final Attributes attributes;
    private final byte[] json;
    private final DataKind dataKind;
    private final int dataOffset;
    private final int dataLength;

    /** Wraps what a draft has checked; attributes and bytes are handed over. */
    Event(Attributes attributes, byte[] json, DataKind dataKind, int offset, int length) {
        this.attributes = attributes;
        this.key = new EventKey(text("source"), text("id"));
        this.type = text("type");
        this.json = json;
        this.dataKind = dataKind;
        this.dataOffset = offset;
        this.dataLength = length;
    }

    private String text(String name) {
        String text = attributes.text(name);
        return text == null ? "" : text;
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

    /**
     * {@return all context attributes by name, {@code specversion} included, in the order they
     * came} The values are {@link String}, {@link Integer} or {@link Boolean}. A new map at each
     * call.
     */
    public Map<String, Object> attributes() {
        return Collections.unmodifiableMap(attributes.toMap());
    }

    /** {@return the event as one JSON object in UTF-8; shared, callers must not write} */
    public byte[] json() {
        return json;
    }

    /** {@return what the event carries as data} */
    public DataKind dataKind() {
        return dataKind;
    }

    /**
     * {@return where the data starts in {@link #json()}} That is the first byte of the JSON value,
     * or of the base64 text after its quote; 0 without data.
     */
    public int dataOffset() {
        return dataOffset;
    }

    /** {@return how many bytes of {@link #json()} the data takes, quotes of base64 not counted} */
    public int dataLength() {
        return dataLength;
    }

    /**
     * {@return the data as it stands outside JSON, in a new array} A JSON value comes byte for
     * byte, text in the charset of its {@code datacontenttype} (UTF-8 where that cannot hold it),
     * base64 decoded; empty without data.
     */
    public byte[] payload() {
        return Payload.of(this);
    }

    @Override
    public String toString() {
        return "Event[" + key.source() + " " + key.id() + " " + type + ", " + json.length + " B]";
    }
}

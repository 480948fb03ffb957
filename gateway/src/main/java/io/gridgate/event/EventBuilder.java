package io.gridgate.event;

import org.jspecify.annotations.Nullable;

/**
 * Makes an event from attributes and raw data bytes, by the same rules as the decoders.
 *
 * <p>The data bytes are spliced in, never re-encoded: JSON as {@code data} exactly as given, text
 * as a JSON string, anything else as {@code data_base64}; {@code datacontenttype} decides which,
 * and stands for JSON where it is not given. White space around a JSON value is not part of it. Not
 * safe for use by several threads; good for one event.
 */
public final class EventBuilder {

    private static final byte[] NO_DATA = new byte[0];

    private final EventDraft draft = new EventDraft();
    private byte[] data = NO_DATA;

    /** Starts an event that has a {@code specversion} and nothing else. */
    public EventBuilder() {
        draft.add(AttributeNames.SPECVERSION, "1.0");
    }

    /**
     * Adds a context attribute; {@code specversion} is there already.
     *
     * @param name the lower-case name
     * @param value a {@link String}, {@link Integer} or {@link Boolean}; null leaves it out
     * @return this builder
     */
    public EventBuilder attribute(String name, @Nullable Object value) {
        if (value != null) {
            draft.add(name, value);
        }
        return this;
    }

    /**
     * Sets the data.
     *
     * @param bytes the payload as it came; empty means no data
     * @return this builder
     */
    public EventBuilder data(byte[] bytes) {
        data = bytes;
        return this;
    }

    /** {@return the event, or the first rule that the attributes or the data break} */
    public Item build() {
        return EventAssembly.assemble(draft, data, EventForm.AS_SENT, 0);
    }
}

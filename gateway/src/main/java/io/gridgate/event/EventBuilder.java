package io.gridgate.event;

import org.jspecify.annotations.Nullable;

/**
 * Makes an event from attributes and raw data bytes, by the same rules as the decoders.
 *
 * <p>The data bytes are spliced in, never re-encoded: JSON as {@code data} exactly as given, text
 * as a JSON string, anything else as {@code data_base64}; {@code datacontenttype} decides which,
 * and stands for JSON where it is not given. Not safe for use by several threads.
 */
public final class EventBuilder {

    /** Starts an event without attributes and data. */
    public EventBuilder() {}

    /**
     * Adds a context attribute; {@code specversion} is added by itself.
     *
     * @param name the lower-case name
     * @param value a {@link String}, {@link Integer} or {@link Boolean}; null leaves it out
     * @return this builder
     */
    public EventBuilder attribute(String name, @Nullable Object value) {
        throw new UnsupportedOperationException(name + value);
    }

    /**
     * Sets the data.
     *
     * @param bytes the payload as it came; empty means no data
     * @return this builder
     */
    public EventBuilder data(byte[] bytes) {
        throw new UnsupportedOperationException("data " + bytes.length);
    }

    /** {@return the event, or the first rule that the attributes or the data break} */
    public Item build() {
        throw new UnsupportedOperationException("build");
    }
}

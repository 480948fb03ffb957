package io.gridgate.event;

import org.jspecify.annotations.Nullable;

/**
 * How events lie in an HTTP message.
 *
 * <p>Source: CloudEvents HTTP protocol binding 1.0.2 §3.
 */
public enum ContentMode {
    /** One event with its attributes and data in the body. */
    STRUCTURED,
    /** An array of structured events in the body. */
    BATCHED,
    /** The body is the data; the attributes are {@code ce-} headers. */
    BINARY;

    private static final String STRUCTURED_PREFIX = "application/cloudevents";
    private static final String BATCHED_PREFIX = "application/cloudevents-batch";

    /**
     * {@return the mode that a Content-Type announces, by its prefix and in any case}
     *
     * @param contentType the header's value, null where the message has none
     */
    public static ContentMode of(@Nullable String contentType) {
        if (contentType == null) {
            return BINARY;
        }
        if (startsWith(contentType, BATCHED_PREFIX)) {
            return BATCHED;
        }
        return startsWith(contentType, STRUCTURED_PREFIX) ? STRUCTURED : BINARY;
    }

    private static boolean startsWith(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }
}

package io.gridgate.event;

import org.jspecify.annotations.Nullable;

/**
 * Why an event or a whole message was refused.
 *
 * @param attribute the attribute that is wrong ({@code data} for the payload), empty when the
 *     problem is about the message or the event as a whole
 * @param reason what is wrong, to be read after the attribute's name: {@code attribute is required}
 * @param index the position in the batch, 0 for a single event
 * @param id the event's id as far as it could be read, for receipts
 * @param source the event's source as far as it could be read, for receipts
 */
public record Problem(
        String attribute, String reason, int index, @Nullable String id, @Nullable String source) {

    static Problem ofMessage(String reason) {
        return new Problem("", reason, 0, null, null);
    }

    static Problem ofMessage(String reason, int index) {
        return new Problem("", reason, index, null, null);
    }

    Problem withAttribute(String name) {
        return new Problem(name, reason, index, id, source);
    }

    /**
     * {@return the problem as one sentence in the words of Event Grid: {@code `source` attribute is
     * required}}
     */
    public String message() {
        return attribute.isEmpty() ? reason : "`" + attribute + "` " + reason;
    }
}

package io.gridgate.event;

/**
 * The identity of an event: two events with the same source and id are the same event.
 *
 * <p>Source: CloudEvents 1.0.2 §3.1.1 (id) and §3.1.2 (source).
 *
 * @param source the non-empty URI-reference of the context in which the event happened
 * @param id the non-empty identifier, unique within the source
 */
public record EventKey(String source, String id) {

    /** Refuses empty parts; the decoders report them before they get here. */
    public EventKey {
        if (source.isEmpty() || id.isEmpty()) {
            throw new IllegalArgumentException("source and id of an event must not be empty");
        }
    }
}

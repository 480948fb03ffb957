package io.gridgate.accept.mapping;

/** What makes a known id a repeat rather than a conflict. */
public enum Repeat {
    /** The same payload, byte for byte. */
    SAME_PAYLOAD,
    /**
     * Nothing else: for senders whose signature covers the id, and who change other parts of the
     * payload from one attempt to the next.
     */
    SAME_ID
}

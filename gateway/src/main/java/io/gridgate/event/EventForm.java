package io.gridgate.event;

/** What becomes of the bytes of an event when it is read. */
public enum EventForm {
    /** They stay as they came. */
    AS_SENT,
    /**
     * They become what an Event Grid namespace hands out.
     *
     * <p>As recorded from Azure: compact JSON; {@code data} or {@code data_base64} last; {@code
     * time} in UTC without trailing zeros; the keys of {@code data} sorted at every depth. Nothing
     * more is known of how Azure writes data again, so numbers and string escapes stay as they
     * came, and of equal keys both stay. Keys are ordered by their UTF-8 bytes. An attribute that
     * is null is absent and is left out. Attributes keep their order, of which Azure promises
     * nothing.
     */
    AS_AZURE
}

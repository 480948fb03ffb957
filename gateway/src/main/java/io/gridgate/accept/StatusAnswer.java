package io.gridgate.accept;

import io.gridgate.log.EventStatus;

/** What a caller may know of an event. */
public sealed interface StatusAnswer {

    /** The caller is not who may ask, or there is no such source: one answer for both. */
    record Unauthenticated() implements StatusAnswer {}

    /** Nobody can tell who the caller is right now, because a token's issuer cannot be reached. */
    record Undecided() implements StatusAnswer {}

    /** The source has no such event, or forgot it when the dedup window and its stay ended. */
    record Unknown() implements StatusAnswer {}

    /**
     * Where the event is.
     *
     * @param status its state
     */
    record Known(EventStatus status) implements StatusAnswer {}

    /**
     * The event is or was in quarantine, and has not gone on from there.
     *
     * @param status its state there
     */
    record Held(EventStatus status) implements StatusAnswer {}
}

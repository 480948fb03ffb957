package io.gridgate.accept.quarantine;

import java.time.Instant;

/** What became of an event that somebody decided about. */
public sealed interface Ruling {

    /**
     * It goes on to its topic. After a crash at the wrong moment, or where somebody else decided at
     * the same time, it may be in quarantine all the same; releasing it again does no harm.
     *
     * @param event the event as it goes on
     * @param sequence its place among the events of its source
     * @param acceptedAt when it was first put there
     * @param gone whether it is out of quarantine
     */
    record Released(HeldEvent event, long sequence, Instant acceptedAt, boolean gone)
            implements Ruling {}

    /**
     * It is given up: a dead letter of the quarantine.
     *
     * @param event the event
     */
    record Dropped(HeldEvent event) implements Ruling {}

    /**
     * It was only looked at what it would become, or it still violates its contract. It stays.
     *
     * @param event what it would be
     */
    record Kept(HeldEvent event) implements Ruling {}

    /**
     * The patch cannot be applied. The event stays.
     *
     * @param reason which operation, and why
     */
    record BadPatch(String reason) implements Ruling {}

    /**
     * Another event of the same source and id went to the topic before. The event stays; it can
     * only be dropped.
     *
     * @param acceptedAt when the other one was accepted
     */
    record Conflict(Instant acceptedAt) implements Ruling {}

    /** Somebody else looks at events of the source right now, and this one may be among them. */
    record Busy() implements Ruling {}

    /** It is not in quarantine. */
    record Unknown() implements Ruling {}
}

package io.gridgate.accept;

import io.gridgate.event.Event;

/**
 * Hears what was accepted, after it is on disk. Called on the request's thread by many threads at
 * once: must be quick and must not throw.
 */
public interface AcceptListener {

    /** Hears nothing. */
    AcceptListener NONE = (source, event, outcome) -> {};

    /**
     * An event was stored, or recognised as a repeat or a conflict.
     *
     * @param source where it came in
     * @param event the event
     * @param outcome what became of it
     */
    void appended(SourceId source, Event event, Outcome outcome);
}

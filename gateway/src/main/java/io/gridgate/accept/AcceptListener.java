package io.gridgate.accept;

import io.gridgate.contract.ContractResult.Violates;
import io.gridgate.event.Event;

/**
 * Hears what was accepted, after it is on disk, and what was refused for its permission or violated
 * its contract. Called on the request's thread by many threads at once: must be quick and must not
 * throw.
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

    /**
     * An event violates its contract. Of an accepted one this comes once, after it was stored, and
     * not again for repeats; of a rejected one each time that it is sent.
     *
     * @param source where it came in
     * @param event the event
     * @param violates the contract, and where it is violated
     * @param accepted whether it was accepted all the same, as the source has it
     */
    default void violated(SourceId source, Event event, Violates violates, boolean accepted) {}

    /**
     * A source sent an event that it may not publish; nothing of it was stored.
     *
     * @param source where it came in
     * @param event the event
     * @param refusal why it may not be published
     */
    default void forbidden(SourceId source, Event event, Outcome.Forbidden refusal) {}
}

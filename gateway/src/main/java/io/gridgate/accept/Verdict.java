package io.gridgate.accept;

import io.gridgate.contract.ContractResult.Violates;
import io.gridgate.event.Event;

import org.jspecify.annotations.Nullable;

/** What the checks before the log say about one event of a request. */
sealed interface Verdict {

    /**
     * The event goes to the log.
     *
     * @param event the event
     * @param reported how it violates its contract where that is only reported, else null
     */
    record Passed(Event event, @Nullable Violates reported) implements Verdict {}

    /**
     * The source may not publish the event.
     *
     * @param event the event
     * @param refusal why not
     */
    record Forbidden(Event event, Outcome.Forbidden refusal) implements Verdict {}

    /**
     * The event goes into quarantine.
     *
     * @param event the event
     * @param violates how it violates its contract
     */
    record Held(Event event, Violates violates) implements Verdict {}

    /**
     * The event goes nowhere.
     *
     * @param receipt what its sender is told
     */
    record Refused(Receipt receipt) implements Verdict {}
}

package io.gridgate.handlers.process;

import java.time.Instant;

/**
 * What a step knows besides state and event.
 *
 * @param process the name of the process
 * @param correlation which instance
 * @param version the version of the definition that the instance began on
 * @param number counts the steps of the instance, from 1; a step that failed is repeated with the
 *     same number
 * @param now the time of the step
 */
public record StepContext(
        String process, String correlation, int version, long number, Instant now) {

    /**
     * {@return an id for an event that this step sends: the same when the step is repeated, another
     * one in every other step}
     *
     * @param what tells apart the events of one step
     */
    public String eventId(String what) {
        return "%s/%s/%d/%s".formatted(process, correlation, number, what);
    }
}

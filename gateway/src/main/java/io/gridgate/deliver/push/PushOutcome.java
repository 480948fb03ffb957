package io.gridgate.deliver.push;

import java.time.Duration;
import java.util.Optional;

/** What an answer means for the events of a request, and for the webhook. */
sealed interface PushOutcome {

    /** The webhook has the events. */
    record Delivered() implements PushOutcome {}

    /**
     * The events become dead letters.
     *
     * @param reason what the webhook said
     * @param endpointSuspected whether that is about the webhook rather than about the events
     */
    record Refused(String reason, boolean endpointSuspected) implements PushOutcome {}

    /**
     * The events come again.
     *
     * @param atLeast the shortest wait
     * @param retryAfter how long the webhook asks everybody to wait, if it does
     * @param reason what happened
     */
    record Again(Duration atLeast, Optional<Duration> retryAfter, String reason)
            implements PushOutcome {}
}

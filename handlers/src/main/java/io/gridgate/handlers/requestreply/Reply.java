package io.gridgate.handlers.requestreply;

import io.cloudevents.CloudEvent;

import java.time.Duration;

/** How a request ended. */
public sealed interface Reply {

    /**
     * Somebody replied in time.
     *
     * @param event the reply
     */
    record Answered(CloudEvent event) implements Reply {}

    /**
     * Nobody replied in time. Whether the request was or will be carried out is not known.
     *
     * @param after how long was waited
     */
    record TimedOut(Duration after) implements Reply {}
}

package io.gridgate.handlers;

import io.cloudevents.CloudEvent;

/**
 * What an application does with an event.
 *
 * <p>Called by many threads at once, each a virtual thread of its own, so it may block. The same
 * event can come again: after a release, a lost lock or a lost answer. A handler therefore either
 * can run twice, or remembers {@code source} and {@code id} of what it did.
 */
@FunctionalInterface
public interface EventHandler {

    /**
     * Handles one delivery of an event.
     *
     * @param event the event
     * @param context what is known of this delivery
     * @return what shall become of the event
     * @throws Exception to have the event delivered again, as the worker's {@link FailurePolicy}
     *     says
     */
    Outcome handle(CloudEvent event, DeliveryContext context) throws Exception;
}

package io.gridgate.handlers.jackson;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.Outcome;

/**
 * What an application does with the data of an event. As {@link io.gridgate.handlers.EventHandler},
 * it is called by many threads at once.
 *
 * @param <T> the type of the data
 */
@FunctionalInterface
public interface TypedHandler<T> {

    /**
     * Handles one delivery of an event.
     *
     * @param data the data, read
     * @param event the event that it came in
     * @param context what is known of this delivery
     * @return what shall become of the event
     * @throws Exception to have the event delivered again, as the worker's failure policy says
     */
    Outcome handle(T data, CloudEvent event, DeliveryContext context) throws Exception;
}

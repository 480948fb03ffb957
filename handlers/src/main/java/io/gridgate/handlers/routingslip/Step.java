package io.gridgate.handlers.routingslip;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;

import java.sql.Connection;

/**
 * What a service does with an event on its way, and how it takes that back. Called by many threads
 * at once, each in a transaction that commits together with the event for the next step.
 */
public interface Step {

    /**
     * Does the step.
     *
     * @param event the event
     * @param context what is known of this delivery
     * @param connection in a transaction that is ended by others
     * @return how it ended
     * @throws Exception to have the event delivered again
     */
    StepResult work(CloudEvent event, DeliveryContext context, Connection connection)
            throws Exception;

    /**
     * Takes back what {@link #work} did. It must come through in the end: there is no way back from
     * the way back.
     *
     * @param event the event
     * @param note what the step left when it was done
     * @param context what is known of this delivery
     * @param connection in a transaction that is ended by others
     * @throws Exception to have the event delivered again
     */
    void undo(CloudEvent event, String note, DeliveryContext context, Connection connection)
            throws Exception;
}

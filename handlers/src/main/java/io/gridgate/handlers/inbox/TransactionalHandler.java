package io.gridgate.handlers.inbox;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.Outcome;

import java.sql.Connection;

/**
 * What an application does with an event inside a database transaction. As {@link
 * io.gridgate.handlers.EventHandler}, it is called by many threads at once.
 */
@FunctionalInterface
public interface TransactionalHandler {

    /**
     * Handles one event. What it writes over the connection commits together with the note that the
     * event was handled, if it answers that it is acknowledged; otherwise nothing of it stays.
     *
     * @param event the event
     * @param context what is known of this delivery
     * @param connection in a transaction that the inbox ends: commit, rollback and close are
     *     refused, savepoints are not
     * @return what shall become of the event
     * @throws Exception to have the transaction rolled back and the event delivered again
     */
    Outcome handle(CloudEvent event, DeliveryContext context, Connection connection)
            throws Exception;
}

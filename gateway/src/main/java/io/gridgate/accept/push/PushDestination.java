package io.gridgate.accept.push;

import io.gridgate.accept.push.PushRoute.Schema;
import io.gridgate.event.EventMessage;

/** Where the deliveries of a route go. For any number of threads. */
public interface PushDestination {

    /**
     * Takes a delivery that was authenticated.
     *
     * @param route the name of the route
     * @param message the delivery
     * @param schema how its events are written
     * @return what became of it
     * @throws InterruptedException if interrupted while waiting; events may have been taken or not
     */
    PushAnswer take(String route, EventMessage message, Schema schema) throws InterruptedException;
}

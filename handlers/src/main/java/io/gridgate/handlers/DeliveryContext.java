package io.gridgate.handlers;

import java.time.Instant;

/** What is known of one delivery of an event while it is handled. Safe for use by many threads. */
public interface DeliveryContext {

    /** {@return how often the event was delivered, this delivery included; from 1} */
    int deliveryCount();

    /** {@return when this process got the event} */
    Instant receivedAt();

    /**
     * {@return whether the lock is known to be gone} The event then comes again, here or elsewhere,
     * whatever the handler answers; a long handler may look from time to time and stop.
     */
    boolean lockLost();

    /**
     * {@return a context that stands alone} For tests of handlers, and for events that came by
     * another way than a worker.
     *
     * @param deliveryCount from 1
     * @param receivedAt when the event came
     */
    static DeliveryContext of(int deliveryCount, Instant receivedAt) {
        return new StandAloneContext(deliveryCount, receivedAt);
    }
}

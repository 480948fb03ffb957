package io.gridgate.handlers;

import java.time.Instant;

/** The context of a delivery without a lock. */
record StandAloneContext(int deliveryCount, Instant receivedAt) implements DeliveryContext {

    @Override
    public boolean lockLost() {
        return false;
    }
}

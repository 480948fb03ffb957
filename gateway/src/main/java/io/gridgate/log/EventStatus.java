package io.gridgate.log;

import java.time.Instant;
import java.util.Map;

/**
 * Where one event is.
 *
 * @param sequence its place in the topic
 * @param acceptedAt when it was accepted
 * @param subscriptions its state for every subscription that wanted it
 */
public record EventStatus(
        long sequence, Instant acceptedAt, Map<SubscriptionName, State> subscriptions) {

    /** The state of an event for one subscription. */
    public enum State {
        /** Waits for its (next) delivery. */
        PENDING,
        /** Delivered, under a lock. */
        LEASED,
        /** Acknowledged. */
        ACKNOWLEDGED,
        /** Given up. */
        DEAD_LETTERED
    }

    /** Copies the map. */
    public EventStatus {
        subscriptions = Map.copyOf(subscriptions);
    }
}

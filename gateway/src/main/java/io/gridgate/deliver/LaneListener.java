package io.gridgate.deliver;

import io.gridgate.log.StoredEvent;
import io.gridgate.log.SubscriptionName;

import java.util.List;

/**
 * Hears what happens to the events of a lane. Called on sending threads, many at once: must be
 * quick and must not throw.
 */
public interface LaneListener {

    /**
     * The far side has the events, and that is on disk.
     *
     * @param lane the subscription they were leased from
     * @param events the events
     */
    default void delivered(SubscriptionName lane, List<StoredEvent> events) {}

    /**
     * An event was refused for good and is a dead letter.
     *
     * @param lane the subscription it was leased from
     * @param event the event
     * @param reason what the far side said
     */
    default void deadLettered(SubscriptionName lane, StoredEvent event, String reason) {}

    /**
     * The far side went down; events wait from now on.
     *
     * @param lane the subscription that noticed
     * @param reason what happened
     */
    default void paused(SubscriptionName lane, String reason) {}

    /**
     * The far side is back.
     *
     * @param lane the subscription that noticed
     */
    default void resumed(SubscriptionName lane) {}
}

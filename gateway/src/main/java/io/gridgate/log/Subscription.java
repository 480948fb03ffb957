package io.gridgate.log;

import io.gridgate.filter.EventFilter;

import java.time.Duration;

/**
 * An event subscription: which events of a topic are wanted, and how often and how long the log
 * tries to hand each of them out.
 *
 * @param name its full name
 * @param filter which events it wants; decided once, when an event is appended
 * @param lock how long a delivery stays locked when the caller asks for no other time; 1 second to
 *     1 hour (Azure: 60 to 300 seconds, default 60)
 * @param maxDeliveryCount how many deliveries an event gets before it becomes a dead letter; 1 or
 *     more (Azure: 1 to 10, default 10); {@link #UNLIMITED_DELIVERIES} for an outbox
 * @param timeToLive how long after its acceptance an event may still be delivered; afterwards it is
 *     a dead letter with reason {@link DeadLetterReason#TIME_TO_LIVE_EXCEEDED}
 */
public record Subscription(
        SubscriptionName name,
        EventFilter filter,
        Duration lock,
        int maxDeliveryCount,
        Duration timeToLive) {

    /** Delivery limit of a subscription that must never give up. */
    public static final int UNLIMITED_DELIVERIES = Integer.MAX_VALUE;

    /** Checks the bounds. */
    public Subscription {
        if (lock.compareTo(Duration.ofSeconds(1)) < 0 || lock.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "lock of subscription " + name + " must be 1 second to 1 hour: " + lock);
        }
        if (maxDeliveryCount < 1) {
            throw new IllegalArgumentException(
                    "max delivery count of " + name + " must be 1 or more: " + maxDeliveryCount);
        }
        if (timeToLive.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "time to live of subscription " + name + " must be 1 second or more");
        }
    }
}

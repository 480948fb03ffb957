package io.gridgate.log;

import java.time.Instant;

/**
 * An event that a subscription gave up on.
 *
 * @param subscription whose dead letter it is
 * @param event the event
 * @param reason why
 * @param detail more words on the reason, empty where there are none
 * @param deliveryCount how many times it was delivered
 * @param at when it became a dead letter
 */
public record DeadLetter(
        SubscriptionName subscription,
        StoredEvent event,
        DeadLetterReason reason,
        String detail,
        int deliveryCount,
        Instant at) {}

package io.gridgate.log.lease;

import io.gridgate.log.DeadLetterReason;

/**
 * An event that a subscription gave up on, to be kept as a dead letter.
 *
 * @param sequence the event's place in its topic
 * @param acceptedAt when the event was accepted, in milliseconds since the epoch
 * @param reason why
 * @param detail more words, may be empty
 * @param deliveryCount how many times it was delivered
 */
public record GivenUp(
        long sequence,
        long acceptedAt,
        DeadLetterReason reason,
        String detail,
        int deliveryCount) {}

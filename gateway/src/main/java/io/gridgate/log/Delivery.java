package io.gridgate.log;

import java.time.Instant;

/**
 * One event leased to one caller.
 *
 * @param token the right to settle it
 * @param deliveryCount how many times the event was handed out by this subscription, this time
 *     included; starts at 1
 * @param lockedUntil when the lease ends unless it is renewed
 * @param event the event as it was stored
 */
public record Delivery(
        LockToken token, int deliveryCount, Instant lockedUntil, StoredEvent event) {}

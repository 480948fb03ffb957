package io.gridgate.log.lease;

import io.gridgate.log.LockToken;

/**
 * The right to one delivery; whoever has it reads the event.
 *
 * @param token the lock token
 * @param deliveryCount how many times the event was handed out, this time included
 * @param lockedUntilMillis when the lease ends, in milliseconds since the epoch
 */
public record Grant(LockToken token, int deliveryCount, long lockedUntilMillis) {}

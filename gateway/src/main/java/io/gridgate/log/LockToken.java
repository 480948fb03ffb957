package io.gridgate.log;

/**
 * The right to settle one delivery of one event. Unguessable (the nonce is 64 bits from a
 * cryptographic source), belongs to one delivery, and is stale once the event is delivered again.
 *
 * @param sequence the event's place in its topic
 * @param nonce the secret of this delivery
 */
public record LockToken(long sequence, long nonce) {}

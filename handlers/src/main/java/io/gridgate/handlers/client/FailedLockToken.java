package io.gridgate.handlers.client;

/**
 * A lock token that was not honoured.
 *
 * @param lockToken the token as it was sent
 * @param code {@code TokenLost} when the lock ran out or the delivery is settled already, {@code
 *     BadToken} when it is no token; empty when the namespace gave none
 * @param message the reason for people
 */
public record FailedLockToken(String lockToken, String code, String message) {}

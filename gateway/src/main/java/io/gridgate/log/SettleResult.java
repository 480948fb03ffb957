package io.gridgate.log;

import java.time.Instant;

/** What became of one lock token. */
public sealed interface SettleResult {

    /** {@return the token that was offered} */
    LockToken token();

    /**
     * Done, and durable.
     *
     * @param token the token that was offered
     */
    record Settled(LockToken token) implements SettleResult {}

    /**
     * The lease lasts longer.
     *
     * @param token the token that was offered, still valid
     * @param lockedUntil the new end of the lease
     */
    record Renewed(LockToken token, Instant lockedUntil) implements SettleResult {}

    /**
     * The token no longer holds a delivery: it ran out, was settled before, or never was.
     *
     * @param token the token that was offered
     */
    record TokenLost(LockToken token) implements SettleResult {}
}

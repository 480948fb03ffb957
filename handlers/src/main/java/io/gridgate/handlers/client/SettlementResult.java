package io.gridgate.handlers.client;

import java.util.List;

/**
 * What became of each lock token of a settling call.
 *
 * @param succeededLockTokens the tokens that were honoured
 * @param failedLockTokens the tokens that were not, each with the reason
 */
public record SettlementResult(
        List<String> succeededLockTokens, List<FailedLockToken> failedLockTokens) {

    /** Keeps copies of the lists. */
    public SettlementResult {
        succeededLockTokens = List.copyOf(succeededLockTokens);
        failedLockTokens = List.copyOf(failedLockTokens);
    }
}

package io.gridgate.log.postgres;

import io.gridgate.log.LockToken;
import io.gridgate.log.SettleResult;
import io.gridgate.log.Settlement;

import java.util.List;

/** A settlement of deliveries on its way. */
final class SettleCall extends Call<List<SettleResult>> {

    private final int subscription;
    private final List<LockToken> tokens;
    private final Settlement settlement;

    SettleCall(int subscription, List<LockToken> tokens, Settlement settlement) {
        this.subscription = subscription;
        this.tokens = List.copyOf(tokens);
        this.settlement = settlement;
    }

    int subscription() {
        return subscription;
    }

    List<LockToken> tokens() {
        return tokens;
    }

    Settlement settlement() {
        return settlement;
    }
}

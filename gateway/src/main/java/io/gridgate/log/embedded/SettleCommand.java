package io.gridgate.log.embedded;

import io.gridgate.log.LockToken;
import io.gridgate.log.SettleResult;
import io.gridgate.log.Settlement;
import io.gridgate.log.SubscriptionName;

import java.util.List;

/** The settling of deliveries. */
final class SettleCommand extends Command<List<SettleResult>> {

    private final SubscriptionName subscription;
    private final List<LockToken> tokens;
    private final Settlement settlement;

    SettleCommand(SubscriptionName subscription, List<LockToken> tokens, Settlement settlement) {
        this.subscription = subscription;
        this.tokens = tokens;
        this.settlement = settlement;
    }

    SubscriptionName subscription() {
        return subscription;
    }

    List<LockToken> tokens() {
        return tokens;
    }

    Settlement settlement() {
        return settlement;
    }

    @Override
    int queuedBytes() {
        return 0;
    }
}

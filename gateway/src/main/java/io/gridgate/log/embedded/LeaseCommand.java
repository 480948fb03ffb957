package io.gridgate.log.embedded;

import io.gridgate.log.SubscriptionName;
import io.gridgate.log.lease.Grant;

import java.util.List;

/** A lease; it stays with the subscription until there is something to hand out. */
final class LeaseCommand extends Command<List<Grant>> {

    private final SubscriptionName subscription;
    private final int max;
    private final long lockMillis;
    private final boolean waits;

    LeaseCommand(SubscriptionName subscription, int max, long lockMillis, boolean waits) {
        this.subscription = subscription;
        this.max = max;
        this.lockMillis = lockMillis;
        this.waits = waits;
    }

    SubscriptionName subscription() {
        return subscription;
    }

    int max() {
        return max;
    }

    long lockMillis() {
        return lockMillis;
    }

    /** Tells whether the caller waits where there is nothing. */
    boolean waits() {
        return waits;
    }

    @Override
    int queuedBytes() {
        return 0;
    }
}

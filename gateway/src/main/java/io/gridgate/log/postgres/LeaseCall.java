package io.gridgate.log.postgres;

import io.gridgate.log.Delivery;

import java.util.List;

/** A lease on its way; it waits at its desk until there is something to hand out. */
final class LeaseCall extends Call<List<Delivery>> {

    private final int max;
    private final long bytesMax;
    private final long lockMillis;
    private final boolean waits;

    LeaseCall(int max, long bytesMax, long lockMillis, boolean waits) {
        this.max = max;
        this.bytesMax = bytesMax;
        this.lockMillis = lockMillis;
        this.waits = waits;
    }

    int max() {
        return max;
    }

    long bytesMax() {
        return bytesMax;
    }

    long lockMillis() {
        return lockMillis;
    }

    /** Tells whether the caller waits where there is nothing. */
    boolean waits() {
        return waits;
    }
}

package io.gridgate.log.embedded;

import java.util.Locale;

/** The column families of the store; each is one sorted map from bytes to bytes. */
enum Family {
    /** Settings of topics and subscriptions, counters, next sequences; see {@link Keys}. */
    META(0),
    /** topic + first sequence → {@link EventBlock}. */
    EVENTS(1),
    /** subscription + chunk id → {@link io.gridgate.log.lease.ChunkCodec}. */
    PENDING(2),
    /** topic + first sequence → {@link DedupBlock}. */
    DEDUP(3),
    /** subscription + sequence → {@link DeadLetterRecord}. */
    DEAD(4);

    private final int index;

    Family(int index) {
        this.index = index;
    }

    /** Returns the place of this family in lists of them. */
    int index() {
        return index;
    }

    /** Returns the name of the column family on disk. */
    String storedName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

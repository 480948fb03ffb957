package io.gridgate.log.lease;

/**
 * The running counts of one subscription. Not thread-safe.
 *
 * <p>{@code matched = acknowledged + deadLettered + pending} holds after every command.
 */
public final class Books {

    private long matched;
    private long acknowledged;
    private long deadLettered;
    private long pending;
    private long leased;

    /** Opens empty books. */
    public Books() {}

    /**
     * Opens books where they were closed.
     *
     * @param matched events that the filter wanted
     * @param acknowledged events acknowledged
     * @param deadLettered events given up
     * @param pending events still to be settled
     */
    public Books(long matched, long acknowledged, long deadLettered, long pending) {
        this.matched = matched;
        this.acknowledged = acknowledged;
        this.deadLettered = deadLettered;
        this.pending = pending;
    }

    void appended() {
        matched++;
        pending++;
    }

    void leased() {
        leased++;
    }

    void unleased() {
        leased--;
    }

    void acknowledged() {
        acknowledged++;
        pending--;
    }

    void gaveUp() {
        deadLettered++;
        pending--;
    }

    /** {@return how many events the filter wanted} */
    public long matchedCount() {
        return matched;
    }

    /** {@return how many events were acknowledged} */
    public long acknowledgedCount() {
        return acknowledged;
    }

    /** {@return how many events were given up} */
    public long deadLetteredCount() {
        return deadLettered;
    }

    /** {@return how many events are still to be settled, leased ones included} */
    public long pendingCount() {
        return pending;
    }

    /** {@return how many events are under a lock} */
    public long leasedCount() {
        return leased;
    }

    /** {@return whether what was matched is acknowledged, given up or pending, and nothing else} */
    public boolean balance() {
        return matched == acknowledged + deadLettered + pending;
    }

    @Override
    public String toString() {
        return "matched %d, acknowledged %d, dead-lettered %d, pending %d, leased %d"
                .formatted(matched, acknowledged, deadLettered, pending, leased);
    }
}

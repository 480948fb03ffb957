package io.gridgate.http.namespace;

/**
 * What a request to the data plane may ask for.
 *
 * @param bodyBytesMax most bytes of a request; over it the answer is 413
 * @param eventsMax most events of a publish request; over it the answer is 413
 * @param receiveEventsMax most events of a receive request
 * @param waitSecondsMin shortest wait of a receive request
 * @param waitSecondsMax longest wait of a receive request
 * @param lockTokensMax most lock tokens of one settle request
 * @param anyReleaseDelay whether any delay from 0 s to 1 h is allowed, not only Azure's five
 */
public record NamespaceLimits(
        int bodyBytesMax,
        int eventsMax,
        int receiveEventsMax,
        int waitSecondsMin,
        int waitSecondsMax,
        int lockTokensMax,
        boolean anyReleaseDelay) {

    /** Longest release delay, in seconds. */
    static final int RELEASE_DELAY_SECONDS_MAX = 3_600;

    /** Azure's limits. */
    public static final NamespaceLimits STRICT =
            new NamespaceLimits(1 << 20, 1_000, 100, 10, 120, 1_000, false);

    /** Limits for tests and for sites that have no Azure to be compatible with. */
    public static final NamespaceLimits RELAXED =
            new NamespaceLimits(16 << 20, 1_000, 1_000, 0, 120, 1_000, true);

    /** How long a receive request waits when it says nothing, in seconds. */
    static final int WAIT_SECONDS_DEFAULT = 60;
}

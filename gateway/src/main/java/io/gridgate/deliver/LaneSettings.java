package io.gridgate.deliver;

import java.time.Duration;

/**
 * How a lane sends.
 *
 * @param batchEventsMax most events in one request, 1 to 1,000
 * @param batchBytesMax most bytes in one request, as a JSON array of events
 * @param requestsInFlight most requests under way at once, 1 to 64
 * @param lock how long a lane keeps events that it has leased; longer than a request can take
 * @param ordered whether events arrive in the order in which they were accepted: one request after
 *     the other, and nothing overtakes what failed
 */
public record LaneSettings(
        int batchEventsMax,
        int batchBytesMax,
        int requestsInFlight,
        Duration lock,
        boolean ordered) {

    /** What Event Grid takes in one request (1,000 events, 1 MB), four requests at once. */
    public static final LaneSettings DEFAULT =
            new LaneSettings(1_000, 1_000_000, 4, Duration.ofMinutes(5));

    /**
     * Makes the limits of a lane that keeps no order.
     *
     * @param batchEventsMax most events in one request
     * @param batchBytesMax most bytes in one request
     * @param requestsInFlight most requests under way at once
     * @param lock how long events are leased
     */
    public LaneSettings(
            int batchEventsMax, int batchBytesMax, int requestsInFlight, Duration lock) {
        this(batchEventsMax, batchBytesMax, requestsInFlight, lock, false);
    }

    /** Checks the bounds. */
    public LaneSettings {
        if (batchEventsMax < 1 || batchEventsMax > 1_000) {
            throw new IllegalArgumentException("batch limit out of bounds: " + batchEventsMax);
        }
        if (batchBytesMax < 1 || requestsInFlight < 1 || requestsInFlight > 64) {
            throw new IllegalArgumentException("lane limits out of bounds");
        }
    }
}

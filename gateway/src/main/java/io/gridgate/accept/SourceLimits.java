package io.gridgate.accept;

import io.gridgate.log.EventLog;

/**
 * What one request to a source may hold.
 *
 * @param bodyBytesMax most bytes in a request body, also when its encoding is undone, 1 to {@value
 *     #BODY_BYTES_CEILING}
 * @param expansionMax how many times as large a body may become when its encoding is undone, 1 to
 *     {@value #EXPANSION_CEILING}
 * @param batchEventsMax most events in one request, 1 to {@link EventLog#BATCH_MAX}
 * @param eventBytesMax most bytes of one event as JSON, envelope included, 1 to {@value
 *     #EVENT_BYTES_CEILING}
 */
public record SourceLimits(
        int bodyBytesMax, int expansionMax, int batchEventsMax, int eventBytesMax) {

    /** The largest body that can be allowed: 16 MiB. */
    public static final int BODY_BYTES_CEILING = 16 << 20;

    /** Larger ratios are beyond what gzip can do. */
    public static final int EXPANSION_CEILING = 1_000;

    /** Most bytes of one event on its way to Event Grid: 1 MiB, envelope included. */
    public static final int EVENT_BYTES_MAX = 1 << 20;

    /** The largest event that can be allowed: 24 MiB, a body of binary data in base64. */
    public static final int EVENT_BYTES_CEILING = 24 << 20;

    /** 1 MiB and 1,000 events, as Event Grid takes in one request; a hundredfold expansion. */
    public static final SourceLimits DEFAULT =
            new SourceLimits(1 << 20, 100, EventLog.BATCH_MAX, EVENT_BYTES_MAX);

    /** Checks the bounds. */
    public SourceLimits {
        if (bodyBytesMax < 1 || bodyBytesMax > BODY_BYTES_CEILING) {
            throw new IllegalArgumentException("body limit out of bounds: " + bodyBytesMax);
        }
        if (expansionMax < 1 || expansionMax > EXPANSION_CEILING) {
            throw new IllegalArgumentException("expansion limit out of bounds: " + expansionMax);
        }
        if (batchEventsMax < 1 || batchEventsMax > EventLog.BATCH_MAX) {
            throw new IllegalArgumentException("batch limit out of bounds: " + batchEventsMax);
        }
        if (eventBytesMax < 1 || eventBytesMax > EVENT_BYTES_CEILING) {
            throw new IllegalArgumentException("event limit out of bounds: " + eventBytesMax);
        }
    }

    /** {@return the same limits for events as large as a body can be} */
    public SourceLimits forLargeEvents() {
        return new SourceLimits(bodyBytesMax, expansionMax, batchEventsMax, EVENT_BYTES_CEILING);
    }
}

package io.gridgate.log;

import java.time.Duration;

/**
 * A topic as the log keeps it.
 *
 * @param name its name
 * @param retention how long an event stays at the longest, settled or not; 1 minute to 3,650 days
 * @param dedupWindow how long the same source and id are recognised after the first acceptance;
 *     zero switches dedup off, as in Azure; at most 30 days
 */
public record Topic(TopicName name, Duration retention, Duration dedupWindow) {

    /** Retention of Event Grid's namespace topics: 7 days at the most, and the default. */
    public static final Duration RETENTION_DEFAULT = Duration.ofDays(7);

    /** Longest retention: ten years. */
    public static final Duration RETENTION_MAX = Duration.ofDays(3650);

    /** Default dedup window of the gateway role; outlasts the retry horizon of common senders. */
    public static final Duration DEDUP_WINDOW_DEFAULT = Duration.ofDays(3);

    /** Checks the bounds. */
    public Topic {
        if (retention.compareTo(Duration.ofMinutes(1)) < 0
                || retention.compareTo(RETENTION_MAX) > 0) {
            throw new IllegalArgumentException(
                    "retention of topic " + name + " must be 1 minute to 3650 days: " + retention);
        }
        if (dedupWindow.isNegative() || dedupWindow.compareTo(Duration.ofDays(30)) > 0) {
            throw new IllegalArgumentException(
                    "dedup window of topic " + name + " must be 0 to 30 days: " + dedupWindow);
        }
    }

    /** {@return whether repeated events are recognised} */
    public boolean deduplicates() {
        return !dedupWindow.isZero();
    }
}

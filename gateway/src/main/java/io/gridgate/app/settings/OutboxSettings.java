package io.gridgate.app.settings;

import io.gridgate.log.Topic;

import java.time.Duration;

/**
 * How long the gateway keeps events.
 *
 * @param retention how long an event waits for the namespace at the longest
 * @param dedupWindow how long repeats of an event are recognised
 * @param lock how long a forwarder holds the events that it is sending
 */
public record OutboxSettings(Duration retention, Duration dedupWindow, Duration lock) {

    static final Key<Duration> RETENTION =
            Key.of(
                    "retention",
                    Kinds.duration(Duration.ofMinutes(1), Duration.ofDays(3_650)),
                    Duration.ofDays(365),
                    "How long an event waits for the namespace before it becomes a dead letter.");
    static final Key<Duration> DEDUP_WINDOW =
            Key.of(
                    "dedup-window",
                    Kinds.duration(Duration.ofMinutes(1), Duration.ofDays(30)),
                    Topic.DEDUP_WINDOW_DEFAULT,
                    "How long the same source and id are recognised. It must outlast the time for"
                            + " which senders retry.");

    static final Key<Duration> LOCK =
            Key.of(
                    "lock",
                    Kinds.duration(Duration.ofSeconds(10), Duration.ofHours(1)),
                    Duration.ofMinutes(5),
                    "How long a forwarder holds the events that it is sending. Of replicas that"
                            + " share a store, another takes over what a killed one held when this is"
                            + " over. It must be longer than `request-timeout`.");

    static final Section SECTION =
            Section.of("What the gateway keeps on disk.", RETENTION, DEDUP_WINDOW, LOCK);

    /** A year, three days, and five minutes. */
    public static final OutboxSettings DEFAULT =
            new OutboxSettings(
                    RETENTION.defaultValue(), DEDUP_WINDOW.defaultValue(), LOCK.defaultValue());

    /** Checks the bounds. */
    public OutboxSettings {
        RETENTION.check(retention);
        DEDUP_WINDOW.check(dedupWindow);
        LOCK.check(lock);
    }

    static OutboxSettings from(Node node) {
        return new OutboxSettings(node.get(RETENTION), node.get(DEDUP_WINDOW), node.get(LOCK));
    }
}

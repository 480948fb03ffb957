package io.gridgate.app.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The worker role.
 *
 * @param access the namespace to pull from
 * @param topic the topic
 * @param subscription the event subscription
 * @param handler what to do with events
 * @param output the file of {@link Handler#FILE}
 * @param concurrency most events handled at once
 * @param lock the lock duration of the event subscription
 * @param receiveWait how long one request waits for events
 * @param drainTimeout how long a stop may take
 */
public record WorkerSettings(
        Access access,
        String topic,
        String subscription,
        Handler handler,
        Optional<Path> output,
        int concurrency,
        Duration lock,
        Duration receiveWait,
        Duration drainTimeout) {

    /** How long one request waits for events where nothing else is said. */
    public static final Duration RECEIVE_WAIT_DEFAULT = Duration.ofSeconds(10);

    /** How long a stop may take where nothing else is said. */
    public static final Duration DRAIN_TIMEOUT_DEFAULT = Duration.ofSeconds(25);

    /** What to do with events. */
    public enum Handler {
        /** Write a log line per event. */
        LOG,
        /** Append every event to a file, one JSON object per line. */
        FILE
    }

    static final Key<String> TOPIC =
            Key.required("topic", Access.topicName(), "Topic to pull from.");
    static final Key<String> SUBSCRIPTION =
            Key.required("subscription", Access.topicName(), "Event subscription to pull from.");
    static final Key<Handler> HANDLER =
            Key.of(
                    "handler",
                    Kinds.choice(Handler.class),
                    Handler.LOG,
                    "What to do with events: log them, or append them to `output`.");
    static final Key<Path> OUTPUT =
            Key.optional(
                    "output", Kinds.path(), "File of `handler: file`, one JSON object per line.");
    static final Key<Integer> CONCURRENCY =
            Key.of(
                    "concurrency",
                    Kinds.integer("events", 1, 1_000),
                    16,
                    "Most events handled at once.");
    static final Key<Duration> LOCK =
            Key.of(
                    "lock",
                    Kinds.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
                    Duration.ofMinutes(1),
                    "Lock duration of the event subscription. Locks are renewed after half of it.");
    static final Key<Duration> RECEIVE_WAIT =
            Key.of(
                    "receive-wait",
                    Kinds.duration(Duration.ofSeconds(1), Duration.ofMinutes(2)),
                    RECEIVE_WAIT_DEFAULT,
                    "How long one request waits for events. Azure: PT10S to PT2M. A stop waits for"
                            + " the open request.");
    static final Key<Duration> DRAIN_TIMEOUT =
            Key.of(
                    "drain-timeout",
                    Kinds.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
                    DRAIN_TIMEOUT_DEFAULT,
                    "How long a stop may take: running handlers end, the rest is given back.");

    static final Section SECTION =
            Section.of(
                    "The worker role: pulls events and runs a handler.",
                    Access.ENDPOINT,
                    Access.IDENTITY,
                    Access.KEY,
                    Access.TRUSTED_CERTIFICATES,
                    TOPIC,
                    SUBSCRIPTION,
                    HANDLER,
                    OUTPUT,
                    CONCURRENCY,
                    LOCK,
                    RECEIVE_WAIT,
                    DRAIN_TIMEOUT);

    /** Checks the bounds. */
    public WorkerSettings {
        TOPIC.check(topic);
        SUBSCRIPTION.check(subscription);
        CONCURRENCY.check(concurrency);
        LOCK.check(lock);
        RECEIVE_WAIT.check(receiveWait);
        DRAIN_TIMEOUT.check(drainTimeout);
        if ((handler == Handler.FILE) != output.isPresent()) {
            throw new IllegalArgumentException("handler: file and output go together");
        }
    }

    /**
     * {@return a worker with default limits but for one}
     *
     * @param access the namespace to pull from
     * @param topic the topic
     * @param subscription the event subscription
     * @param concurrency most events handled at once
     */
    public static WorkerSettings of(
            Access access, String topic, String subscription, int concurrency) {
        return new WorkerSettings(
                access,
                topic,
                subscription,
                Handler.LOG,
                Optional.empty(),
                concurrency,
                LOCK.defaultValue(),
                RECEIVE_WAIT_DEFAULT,
                DRAIN_TIMEOUT_DEFAULT);
    }

    static WorkerSettings from(Node node) {
        return node.make(() ->
                new WorkerSettings(
                        Access.from(node),
                        node.get(TOPIC),
                        node.get(SUBSCRIPTION),
                        node.get(HANDLER),
                        node.find(OUTPUT),
                        node.get(CONCURRENCY),
                        node.get(LOCK),
                        node.get(RECEIVE_WAIT),
                        node.get(DRAIN_TIMEOUT)));
    }
}

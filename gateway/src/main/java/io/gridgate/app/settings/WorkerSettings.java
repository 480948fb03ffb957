package io.gridgate.app.settings;

import java.nio.file.Path;
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
 */
public record WorkerSettings(
        Access access,
        String topic,
        String subscription,
        Handler handler,
        Optional<Path> output,
        int concurrency) {

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
                    CONCURRENCY);

    /** Checks the bounds. */
    public WorkerSettings {
        TOPIC.check(topic);
        SUBSCRIPTION.check(subscription);
        CONCURRENCY.check(concurrency);
        if ((handler == Handler.FILE) != output.isPresent()) {
            throw new IllegalArgumentException("handler: file and output go together");
        }
    }

    static WorkerSettings from(Node node) {
        return node.make(() ->
                new WorkerSettings(
                        Access.from(node),
                        node.get(TOPIC),
                        node.get(SUBSCRIPTION),
                        node.get(HANDLER),
                        node.find(OUTPUT),
                        node.get(CONCURRENCY)));
    }
}

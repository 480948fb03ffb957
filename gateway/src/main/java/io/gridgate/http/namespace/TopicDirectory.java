package io.gridgate.http.namespace;

import io.gridgate.log.EventLog;
import io.gridgate.log.Subscription;
import io.gridgate.log.Topic;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Finds topics and event subscriptions by the names in a path, in any case as Azure does.
 *
 * <p>Works on a snapshot of the log that is at most a second old, and looks again before it says
 * that something does not exist. Safe for use by all threads.
 */
final class TopicDirectory {

    private static final long SNAPSHOT_NANOS_MAX = 1_000_000_000L;

    private final EventLog log;
    private final UUID namespaceId;
    private volatile Snapshot snapshot;

    TopicDirectory(EventLog log, UUID namespaceId) {
        this.log = log;
        this.namespaceId = namespaceId;
        this.snapshot = read(Map.of());
    }

    /** An event subscription with the codec of its lock tokens. */
    record Entry(Subscription subscription, LockTokenCodec codec) {}

    private record Snapshot(Map<String, Topic> topics, Map<String, Entry> entries, long at) {}

    Topic topic(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        Topic topic = current().topics().get(key);
        if (topic == null) {
            topic = refresh().topics().get(key);
        }
        if (topic == null) {
            throw NamespaceFailures.topicNotFound(name);
        }
        return topic;
    }

    Entry subscription(String topicName, String name) {
        String key = key(topic(topicName).name().value(), name);
        Entry entry = current().entries().get(key);
        if (entry == null) {
            entry = refresh().entries().get(key);
        }
        if (entry == null) {
            throw NamespaceFailures.subscriptionNotFound(name);
        }
        return entry;
    }

    private Snapshot current() {
        Snapshot known = snapshot;
        return System.nanoTime() - known.at() > SNAPSHOT_NANOS_MAX ? refresh() : known;
    }

    private Snapshot refresh() {
        Snapshot fresh = read(snapshot.entries());
        snapshot = fresh;
        return fresh;
    }

    private Snapshot read(Map<String, Entry> before) {
        Map<String, Topic> topics = new HashMap<>();
        Map<String, Entry> entries = new HashMap<>();
        List<Topic> known = log.topics();
        for (Topic topic : known) {
            topics.put(topic.name().value().toLowerCase(Locale.ROOT), topic);
            for (Subscription subscription : log.subscriptions(topic.name())) {
                String key = key(topic.name().value(), subscription.name().value());
                Entry old = before.get(key);
                entries.put(
                        key,
                        old != null && old.subscription().equals(subscription)
                                ? old
                                : new Entry(
                                        subscription,
                                        LockTokenCodec.of(namespaceId, subscription.name())));
            }
        }
        return new Snapshot(topics, entries, System.nanoTime());
    }

    private static String key(String topic, String subscription) {
        return (topic + "/" + subscription).toLowerCase(Locale.ROOT);
    }
}

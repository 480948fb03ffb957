package io.gridgate.app.namespace;

import io.gridgate.log.Subscription;
import io.gridgate.log.Topic;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Azure's bounds for topics and event subscriptions, and that their names are told apart. */
final class NamespaceRules {

    private static final Duration RETENTION_MIN = Duration.ofDays(1);
    private static final Duration RETENTION_MAX = Duration.ofDays(7);
    private static final Duration LOCK_MIN = Duration.ofMinutes(1);
    private static final Duration LOCK_MAX = Duration.ofMinutes(5);
    private static final Duration TIME_TO_LIVE_MIN = Duration.ofMinutes(1);
    private static final int MAX_DELIVERY_COUNT_MAX = 10;

    private NamespaceRules() {}

    static void check(List<Topic> topics, List<Subscription> subscriptions, boolean relaxed) {
        Map<String, Topic> byName = new HashMap<>();
        for (Topic topic : topics) {
            String key = topic.name().value().toLowerCase(Locale.ROOT);
            if (byName.putIfAbsent(key, topic) != null) {
                throw new IllegalArgumentException(
                        "topic "
                                + topic.name()
                                + " is given twice; names are compared in any case");
            }
            if (!relaxed) {
                within("retention", topic, topic.retention(), RETENTION_MIN, RETENTION_MAX);
            }
        }
        Map<String, Subscription> seen = new HashMap<>();
        for (Subscription subscription : subscriptions) {
            String key = subscription.name().toString().toLowerCase(Locale.ROOT);
            if (seen.putIfAbsent(key, subscription) != null) {
                throw new IllegalArgumentException(
                        "subscription " + subscription.name() + " is given twice");
            }
            if (!relaxed) {
                checkStrictly(subscription, byName.get(topicKey(subscription)));
            }
        }
    }

    private static void checkStrictly(Subscription subscription, @Nullable Topic topic) {
        within("lock", subscription.name(), subscription.lock(), LOCK_MIN, LOCK_MAX);
        Duration retention = topic == null ? RETENTION_MAX : topic.retention();
        within("ttl", subscription.name(), subscription.timeToLive(), TIME_TO_LIVE_MIN, retention);
        if (subscription.maxDeliveryCount() > MAX_DELIVERY_COUNT_MAX) {
            throw new IllegalArgumentException(
                    "max-delivery-count of %s must be 1 to %d: %d (more needs --relaxed-limits)"
                            .formatted(
                                    subscription.name(),
                                    MAX_DELIVERY_COUNT_MAX,
                                    subscription.maxDeliveryCount()));
        }
    }

    private static void within(
            String option, Object owner, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            Object name = owner instanceof Topic topic ? topic.name() : owner;
            throw new IllegalArgumentException(
                    "%s of %s must be %s to %s: %s (other values need --relaxed-limits)"
                            .formatted(option, name, show(min), show(max), show(value)));
        }
    }

    private static String topicKey(Subscription subscription) {
        return subscription.name().topic().value().toLowerCase(Locale.ROOT);
    }

    private static String show(Duration duration) {
        long days = duration.toDays();
        return days > 0 && duration.equals(Duration.ofDays(days))
                ? "P" + days + "D"
                : duration.toString();
    }
}

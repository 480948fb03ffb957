package io.gridgate.log.embedded;

import io.gridgate.log.SubscriptionName;
import io.gridgate.log.TopicName;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a log must do, told in the simplest way: maps of everything, and nothing is ever cleaned up.
 * It is told what the log answered and fails where that is wrong.
 */
final class LogModel {

    final Map<TopicName, TopicModel> topics = new LinkedHashMap<>();

    /** Makes a model of all that a log was told and answered, once it was written. */
    static LogModel replay(List<Consumer<LogModel>> journal) {
        LogModel model = new LogModel();
        journal.forEach(entry -> entry.accept(model));
        return model;
    }

    static void check(boolean holds, String what, @Nullable Object about) {
        if (!holds) {
            throw new AssertionError(what + ": " + about);
        }
    }

    static void checkSame(Object found, Object expected, String what) {
        if (!found.equals(expected)) {
            throw new AssertionError(what + ": expected " + expected + ", found " + found);
        }
    }

    TopicModel topic(TopicName name) {
        return topics.get(name);
    }

    SubscriptionModel subscription(SubscriptionName name) {
        return topic(name.topic()).subscriptions.get(name);
    }

    /** Locks, delays and lives that are over end. */
    void advanced(long now) {
        topics.values().forEach(topic -> topic.advanced(now));
    }

    /** Returns how many unsettled events the subscription has that has most. */
    int pendingMax() {
        return topics.values().stream()
                .flatMap(topic -> topic.subscriptions.values().stream())
                .mapToInt(subscription -> subscription.pending.size())
                .max()
                .orElse(0);
    }
}

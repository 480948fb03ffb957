package io.gridgate.app.command;

import io.gridgate.filter.EventFilter;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Topics and event subscriptions as the command line writes them. */
final class TopicOptions {

    private static final Duration LOCK_DEFAULT = Duration.ofMinutes(1);
    private static final int MAX_DELIVERY_COUNT_DEFAULT = 10;
    private static final Duration TIME_TO_LIVE_DEFAULT = Duration.ofDays(7);

    private TopicOptions() {}

    /** Reads {@code orders,retention=P7D,dedup=PT0S}. */
    static Topic topic(String text) {
        NamedOptions options = NamedOptions.parse("--topic", text, List.of("retention", "dedup"));
        return new Topic(
                new TopicName(options.name()),
                options.duration("retention", Topic.RETENTION_DEFAULT),
                options.duration("dedup", Duration.ZERO));
    }

    /** Reads {@code orders/worker,lock=PT60S,max-delivery-count=10,ttl=P1D,types=a.b;c.d}. */
    static Subscription subscription(String text, Map<String, Topic> topics) {
        NamedOptions options =
                NamedOptions.parse(
                        "--subscription",
                        text,
                        List.of("lock", "max-delivery-count", "ttl", "types"));
        int slash = options.name().indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "--subscription: '" + options.name() + "' must be TOPIC/NAME");
        }
        TopicName topic = new TopicName(options.name().substring(0, slash));
        Topic known = topics.get(topic.value());
        Duration longest = known == null ? TIME_TO_LIVE_DEFAULT : known.retention();
        return new Subscription(
                new SubscriptionName(topic, options.name().substring(slash + 1)),
                new EventFilter(options.list("types")),
                options.duration("lock", LOCK_DEFAULT),
                options.integer("max-delivery-count", MAX_DELIVERY_COUNT_DEFAULT),
                options.duration("ttl", longest));
    }

    /** Returns the topics that are named, and those that only subscriptions name. */
    static List<Topic> withImplied(List<Topic> named, List<Subscription> subscriptions) {
        Map<TopicName, Topic> all = new LinkedHashMap<>();
        named.forEach(topic -> all.put(topic.name(), topic));
        for (Subscription subscription : subscriptions) {
            TopicName name = subscription.name().topic();
            all.computeIfAbsent(name, n -> new Topic(n, Topic.RETENTION_DEFAULT, Duration.ZERO));
        }
        return new ArrayList<>(all.values());
    }
}

package io.gridgate.deliver.forward;

import io.gridgate.filter.EventFilter;
import io.gridgate.log.EventLog;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;

import java.time.Duration;

/**
 * A topic of the log whose events wait for their way to a namespace. Its one subscription never
 * gives up an event for the number of deliveries, and keeps it for as long as the topic does.
 */
public final class Outbox {

    private static final String SUBSCRIPTION = "forward";
    private static final Duration LOCK = Duration.ofMinutes(5);

    private Outbox() {}

    /**
     * {@return the subscription through which a topic is forwarded}
     *
     * @param topic the topic
     */
    public static SubscriptionName subscription(TopicName topic) {
        return new SubscriptionName(topic, SUBSCRIPTION);
    }

    /**
     * Creates the topic and its subscription, or changes their settings.
     *
     * @param log the log
     * @param topic the topic
     * @param retention how long an event waits at the longest
     * @param dedupWindow how long repeats are recognised
     */
    public static void declare(
            EventLog log, TopicName topic, Duration retention, Duration dedupWindow) {
        log.declare(new Topic(topic, retention, dedupWindow));
        log.declare(
                new Subscription(
                        subscription(topic),
                        EventFilter.ALL,
                        LOCK,
                        Subscription.UNLIMITED_DELIVERIES,
                        retention));
    }
}

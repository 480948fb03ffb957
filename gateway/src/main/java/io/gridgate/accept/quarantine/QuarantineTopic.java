package io.gridgate.accept.quarantine;

import io.gridgate.accept.SourceId;
import io.gridgate.filter.EventFilter;
import io.gridgate.log.EventLog;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;

import java.time.Duration;

/** The topic of the log in which events of a source wait for a person. */
public final class QuarantineTopic {

    private static final String SUBSCRIPTION = "quarantine";

    private QuarantineTopic() {}

    /**
     * {@return the event subscription whose consumer is a person}
     *
     * @param source the source
     */
    public static SubscriptionName subscription(SourceId source) {
        return new SubscriptionName(source.quarantine(), SUBSCRIPTION);
    }

    /**
     * Creates the topic and its subscription, or changes their settings.
     *
     * @param log the log
     * @param source the source
     * @param retention how long an event waits at the longest; then it is a dead letter
     * @param dedupWindow how long repeats are recognised
     */
    public static void declare(
            EventLog log, SourceId source, Duration retention, Duration dedupWindow) {
        log.declare(new Topic(source.quarantine(), retention, dedupWindow));
        log.declare(
                new Subscription(
                        subscription(source),
                        EventFilter.ALL,
                        Shelf.LOCK,
                        Subscription.UNLIMITED_DELIVERIES,
                        retention));
    }
}

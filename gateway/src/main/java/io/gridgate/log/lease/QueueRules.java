package io.gridgate.log.lease;

import io.gridgate.log.DeadLetterReason;
import io.gridgate.log.Subscription;
import io.gridgate.log.Topic;

import java.time.Duration;

/**
 * What a subscription and its topic say about deliveries, in the units of the queue.
 *
 * @param maxDeliveryCount how many deliveries an event gets
 * @param lifeMillis how long after its acceptance an event may be delivered
 * @param lifeEnds the reason of a dead letter whose life ran out
 * @param renewableMillis how long after its begin a lease can be renewed
 */
public record QueueRules(
        int maxDeliveryCount, long lifeMillis, DeadLetterReason lifeEnds, long renewableMillis) {

    /** How long after the event was received its lock can be renewed, as in Azure. */
    public static final Duration RENEWABLE = Duration.ofHours(1);

    /**
     * Takes the rules from the settings; the shorter of time to live and retention counts.
     *
     * @param topic the topic's settings
     * @param subscription the subscription's settings
     * @return the rules of a queue
     */
    public static QueueRules of(Topic topic, Subscription subscription) {
        boolean retentionFirst = topic.retention().compareTo(subscription.timeToLive()) < 0;
        Duration life = retentionFirst ? topic.retention() : subscription.timeToLive();
        return new QueueRules(
                subscription.maxDeliveryCount(),
                millis(life),
                retentionFirst
                        ? DeadLetterReason.RETENTION_EXCEEDED
                        : DeadLetterReason.TIME_TO_LIVE_EXCEEDED,
                RENEWABLE.toMillis());
    }

    private static long millis(Duration life) {
        return life.compareTo(Topic.RETENTION_MAX) > 0
                ? Topic.RETENTION_MAX.toMillis()
                : life.toMillis();
    }
}

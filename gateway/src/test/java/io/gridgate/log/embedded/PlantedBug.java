package io.gridgate.log.embedded;

import io.gridgate.log.Subscription;
import io.gridgate.log.Topic;

import java.time.Duration;

/**
 * A fault that the simulation must find, planted at the seams of the log: without it, nobody would
 * know whether a simulation that finds nothing can find anything.
 */
enum PlantedBug {
    /** The log as it is. */
    NONE,
    /** What a lease changed is not written: its delivery count is forgotten by a crash. */
    LEASE_IS_NOT_WRITTEN,
    /** A settled event stays in the store, and comes back after a crash. */
    SETTLED_CHUNK_STAYS,
    /** An event is promised, but its pending entry is not written. */
    PENDING_ENTRY_IS_NOT_WRITTEN,
    /** A repeat after a crash is taken for a new event. */
    DEDUP_RECORD_IS_NOT_WRITTEN,
    /** An event that was given up is nowhere. */
    DEAD_LETTER_IS_NOT_WRITTEN,
    /** Books are not written with what they count. */
    BOOKS_ARE_NOT_WRITTEN,
    /** Books by time are not written with what they count. */
    COHORTS_ARE_NOT_WRITTEN,
    /** A disk that confirms a sync that it did not do. */
    FSYNC_DOES_NOTHING,
    /** One delivery more than the subscription allows. */
    DELIVERY_LIMIT_IS_OFF_BY_ONE,
    /** A window of dedup that ends a second before it should. */
    DEDUP_WINDOW_IS_SHORT,
    /** Lock tokens that do not change from one delivery to the next. */
    LOCK_TOKEN_IS_REUSED,
    /** The log's time falls when the clock is set back. */
    TIME_FALLS_WITH_THE_CLOCK;

    /** Returns the topic as the log is told of it. */
    Topic told(Topic topic) {
        Duration window = topic.dedupWindow();
        return this == DEDUP_WINDOW_IS_SHORT && topic.deduplicates()
                ? new Topic(topic.name(), topic.retention(), window.minusSeconds(1))
                : topic;
    }

    /** Returns the subscription as the log is told of it. */
    Subscription told(Subscription subscription) {
        int limit = subscription.maxDeliveryCount();
        return this == DELIVERY_LIMIT_IS_OFF_BY_ONE && limit < Subscription.UNLIMITED_DELIVERIES
                ? new Subscription(
                        subscription.name(),
                        subscription.filter(),
                        subscription.lock(),
                        limit + 1,
                        subscription.timeToLive())
                : subscription;
    }
}

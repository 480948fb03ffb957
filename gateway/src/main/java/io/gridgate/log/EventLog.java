package io.gridgate.log;

import io.gridgate.event.EventKey;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The durable log: what was accepted, and what every event subscription still has to settle.
 *
 * <p>All calls block and are meant for virtual threads; any number of threads may call at once. A
 * call that changes something returns after the change is on disk. After a crash at any point every
 * appended event is still there, and every acknowledged one stays acknowledged. Lock tokens end
 * with the log that gave them out; where several replicas share a store they hold at every replica
 * and end with their lock.
 *
 * <p>Failures: {@link LogException.NotFound} for an unknown topic or subscription, {@link
 * LogException.Unavailable} when the log takes no more right now, {@link LogException} for a fault
 * of the store. Nothing of a failed call was done, unless the process died in it.
 */
public interface EventLog extends AutoCloseable {

    /** Most events in one append, and most deliveries in one lease. */
    int BATCH_MAX = 1_000;

    /** Most bytes of events in one lease; the first event may be larger. */
    long LEASE_BYTES_MAX = 4L << 20;

    /**
     * Creates the topic, or changes its settings. Durable.
     *
     * @param topic the topic
     */
    void declare(Topic topic);

    /**
     * Creates the event subscription, or changes its settings. Durable. A new subscription sees
     * events appended from now on.
     *
     * @param subscription the subscription; its topic must exist
     */
    void declare(Subscription subscription);

    /** {@return all topics, by name} */
    List<Topic> topics();

    /**
     * {@return the event subscriptions of a topic, by name}
     *
     * @param topic the topic
     */
    List<Subscription> subscriptions(TopicName topic);

    /**
     * Appends events in their order. Dedup check, events and one pending entry per subscription
     * that wants the event are one atomic, durable write; waiting callers share one fsync.
     *
     * @param topic the topic
     * @param events 1 to {@link #BATCH_MAX} events
     * @return one result per event, in order
     * @throws InterruptedException if interrupted while waiting; the events may or may not be
     *     stored
     */
    List<AppendResult> append(TopicName topic, List<NewEvent> events) throws InterruptedException;

    /**
     * Leases events, oldest first as far as known; returns as soon as there is at least one, and
     * may return fewer than there are, so that memory stays bounded by {@link #LEASE_BYTES_MAX}.
     *
     * @param subscription the subscription
     * @param max most deliveries, 1 to {@link #BATCH_MAX}
     * @param wait how long to wait while there is none; zero does not wait
     * @param lock how long the deliveries stay locked
     * @return the deliveries; empty when the wait ran out or the log closes
     * @throws InterruptedException if interrupted while waiting; nothing is leased then
     */
    default List<Delivery> lease(
            SubscriptionName subscription, int max, Duration wait, Duration lock)
            throws InterruptedException {
        return lease(subscription, max, LEASE_BYTES_MAX, wait, lock);
    }

    /**
     * Leases events as {@link #lease(SubscriptionName, int, Duration, Duration)} does, within a
     * bound of the caller's.
     *
     * @param subscription the subscription
     * @param max most deliveries, 1 to {@link #BATCH_MAX}
     * @param bytesMax most bytes of all events together, up to {@link #LEASE_BYTES_MAX}; the first
     *     event is given in any case
     * @param wait how long to wait while there is none; zero does not wait
     * @param lock how long the deliveries stay locked
     * @return the deliveries; empty when the wait ran out or the log closes
     * @throws InterruptedException if interrupted while waiting; nothing is leased then
     */
    List<Delivery> lease(
            SubscriptionName subscription, int max, long bytesMax, Duration wait, Duration lock)
            throws InterruptedException;

    /**
     * Settles deliveries. Durable before it returns (a renewal lives in memory, as the lease does).
     *
     * <p>A release or an expired lock after the last allowed delivery makes a dead letter.
     *
     * @param subscription the subscription that leased them
     * @param tokens the tokens; repeated tokens after the first are lost
     * @param settlement what to do with them
     * @return one result per token, in order
     * @throws InterruptedException if interrupted while waiting; the tokens may or may not be
     *     settled
     */
    List<SettleResult> settle(
            SubscriptionName subscription, List<LockToken> tokens, Settlement settlement)
            throws InterruptedException;

    /**
     * {@return the books of a subscription}
     *
     * @param subscription the subscription
     */
    Tally tally(SubscriptionName subscription);

    /**
     * {@return where an event is, if it is within the topic's dedup window or still stored}
     *
     * @param topic the topic; it must deduplicate
     * @param key the event's identity
     */
    Optional<EventStatus> find(TopicName topic, EventKey key);

    /**
     * {@return dead letters of a subscription in the order of their sequence}
     *
     * @param subscription the subscription
     * @param after only events with a higher sequence than this; -1 for the first page
     * @param max most dead letters, 1 to {@link #BATCH_MAX}
     */
    List<DeadLetter> deadLetters(SubscriptionName subscription, long after, int max);

    /**
     * Accounts for every event of a topic that was accepted in a time range, and says what does not
     * fit together.
     *
     * @param topic the topic
     * @param from the begin of the range; {@link Instant#EPOCH} for all there ever was
     * @param to the end of the range, exclusive
     * @param recount whether to count the records, too, and compare; that takes time by what is
     *     stored, in which nothing else is done
     * @return the audit; empty where this store keeps no such books
     */
    default Optional<Audit> audit(TopicName topic, Instant from, Instant to, boolean recount) {
        return Optional.empty();
    }

    /**
     * Reads all that is stored, and says what is damaged or does not fit together. Nothing else is
     * done meanwhile.
     *
     * @return what was read; empty where this store checks itself by other means
     */
    default Optional<Verification> verify() {
        return Optional.empty();
    }

    /** {@return the time this log runs on; leases and lives are counted in it} */
    Instant now();

    /** Stops: refuses new calls, wakes waiting ones, finishes running ones, closes the store. */
    @Override
    void close();
}

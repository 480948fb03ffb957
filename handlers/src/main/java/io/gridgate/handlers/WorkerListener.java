package io.gridgate.handlers;

import io.cloudevents.CloudEvent;

import java.time.Duration;

/**
 * Is told what a worker does, for console lines and metrics. Called by the worker's threads, many
 * at once, and must return soon; what it throws is logged and has no effect.
 */
public interface WorkerListener {

    /**
     * An event came and its handler is about to start.
     *
     * @param event the event
     * @param context its delivery
     */
    default void received(CloudEvent event, DeliveryContext context) {}

    /**
     * The handler answered.
     *
     * @param event the event
     * @param context its delivery
     * @param outcome the answer
     * @param took how long the handler ran
     */
    default void handled(
            CloudEvent event, DeliveryContext context, Outcome outcome, Duration took) {}

    /**
     * The handler threw.
     *
     * @param event the event
     * @param context its delivery
     * @param failure what it threw
     * @param outcome what the failure policy made of it
     * @param took how long the handler ran
     */
    default void failed(
            CloudEvent event,
            DeliveryContext context,
            Throwable failure,
            Outcome outcome,
            Duration took) {}

    /**
     * The namespace took the outcome.
     *
     * @param event the event
     * @param context its delivery
     * @param outcome what became of it
     */
    default void settled(CloudEvent event, DeliveryContext context, Outcome outcome) {}

    /**
     * The lock is gone, or the outcome did not get through: the event comes again, so the work of
     * its handler may repeat. Told once for a delivery.
     *
     * @param event the event
     * @param context its delivery
     * @param reason what the namespace said, such as {@code TokenLost Token has expired.}
     */
    default void lost(CloudEvent event, DeliveryContext context, String reason) {}

    /**
     * The handler has run for so long that its lock is renewed no more.
     *
     * @param event the event
     * @param context its delivery
     */
    default void renewalEnded(CloudEvent event, DeliveryContext context) {}

    /**
     * Locks could not be renewed; it is tried again soon.
     *
     * @param failure what happened
     */
    default void renewalFailed(RuntimeException failure) {}

    /**
     * The event came more often than the worker's delivery limit allows, and is rejected without
     * being handled.
     *
     * @param event the event
     * @param context its delivery
     */
    default void poisoned(CloudEvent event, DeliveryContext context) {}

    /**
     * No events are received for now: the circuit breaker is open or the rate limit reached. Told
     * once, until the reason changes.
     *
     * @param reason what holds the worker
     */
    default void held(String reason) {}

    /** Events are received again. */
    default void resumed() {}

    /**
     * A request for events was answered.
     *
     * @param askedFor the most that it asked for
     * @param events how many it brought
     * @param took how long it took
     */
    default void receiveAnswered(int askedFor, int events, Duration took) {}

    /**
     * Events could not be received.
     *
     * @param failure what happened
     * @param retryIn when it is tried again
     */
    default void receiveFailed(RuntimeException failure, Duration retryIn) {}
}

package io.gridgate.handlers.client;

import io.cloudevents.CloudEvent;

import java.util.List;

/**
 * Publishes CloudEvents to one namespace topic, at least once.
 *
 * <p>A call returns when the namespace has accepted the events. It is retried on network errors,
 * 408, 429 and 5xx, so an event can arrive twice when an answer is lost; consumers tell duplicates
 * by {@code source} and {@code id}. A {@link JsonCloudEvent} leaves byte for byte as it is; any
 * other event is encoded in the CloudEvents JSON format.
 *
 * <p>Event Grid takes at most 1 MB and 1,000 events in one request. Safe for use by many threads;
 * calls block and are made for virtual threads. Every failure is an {@link EventGridException}.
 */
public interface EventGridSender extends AutoCloseable {

    /**
     * Publishes one event.
     *
     * @param event the event; never changed
     */
    void send(CloudEvent event);

    /**
     * Publishes events in one request: the namespace takes all of them or none.
     *
     * @param events the events, in order; nothing is sent for an empty list
     */
    void send(List<? extends CloudEvent> events);

    /** Releases connections. Calls under way fail. */
    @Override
    void close();
}

package io.gridgate.handlers.client;

import org.jspecify.annotations.Nullable;

/** Builds receivers: endpoint, topic name, subscription name and credential are required. */
public final class EventGridReceiverBuilder
        extends EventGridClientBuilder<EventGridReceiverBuilder> {

    private @Nullable String subscriptionName;

    /** Starts with the defaults. */
    public EventGridReceiverBuilder() {}

    @Override
    EventGridReceiverBuilder self() {
        return this;
    }

    /**
     * Sets the event subscription, which must be one for pull delivery.
     *
     * @param name the event subscription's name
     * @return this builder
     */
    public EventGridReceiverBuilder subscriptionName(String name) {
        this.subscriptionName = name;
        return this;
    }

    /**
     * {@return a receiver that is ready; nothing is asked for yet}
     *
     * @throws IllegalArgumentException if a setting is missing or wrong
     */
    public EventGridReceiver build() {
        String name = required(subscriptionName, "subscriptionName");
        String path =
                topicPath() + "/eventsubscriptions/" + Endpoints.segment("subscription", name);
        return new HttpEventGridReceiver(connect(), path);
    }
}

package io.gridgate.handlers.client;

/** Builds senders: endpoint, topic name and credential are required. */
public final class EventGridSenderBuilder extends EventGridClientBuilder<EventGridSenderBuilder> {

    /** Starts with the defaults. */
    public EventGridSenderBuilder() {}

    @Override
    EventGridSenderBuilder self() {
        return this;
    }

    /**
     * {@return a sender that is ready; nothing is sent yet}
     *
     * @throws IllegalArgumentException if a setting is missing or wrong
     */
    public EventGridSender build() {
        String topic = topicPath();
        return new HttpEventGridSender(connect(), topic);
    }
}

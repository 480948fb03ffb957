package io.gridgate.handlers.outbox;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.client.EventGridException;
import io.gridgate.handlers.client.EventGridSender;

import java.util.List;

/** Fails for exactly one batch, and passes on all others. */
record FailingSender(EventGridSender sender, List<String> ids, EventGridException failure)
        implements EventGridSender {

    @Override
    public void send(CloudEvent event) {
        send(List.of(event));
    }

    @Override
    public void send(List<? extends CloudEvent> events) {
        if (events.stream().map(CloudEvent::getId).toList().equals(ids)) {
            throw failure;
        }
        sender.send(events);
    }

    @Override
    public void close() {}
}

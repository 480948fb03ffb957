package io.gridgate.handlers.client.azuresdk;

import com.azure.messaging.eventgrid.namespaces.EventGridSenderClient;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.client.EventGridSender;

import java.util.List;

/**
 * Publishes through Microsoft's client. The SDK has its own event type, so events are read and
 * written again: {@code data} keep their meaning, not their bytes.
 */
public final class AzureSdkSender implements EventGridSender {

    private final EventGridSenderClient client;

    /**
     * Wraps a client, which needs no closing.
     *
     * @param client as its builder makes it
     */
    public AzureSdkSender(EventGridSenderClient client) {
        this.client = client;
    }

    @Override
    public void send(CloudEvent event) {
        com.azure.core.models.CloudEvent converted = AzureEvents.toAzure(event);
        AzureCalls.run("send", () -> client.send(converted));
    }

    @Override
    public void send(List<? extends CloudEvent> events) {
        if (!events.isEmpty()) {
            List<com.azure.core.models.CloudEvent> converted =
                    events.stream().map(AzureEvents::toAzure).toList();
            AzureCalls.run("send", () -> client.send(converted));
        }
    }

    @Override
    public void close() {
        // The SDK's clients hold nothing of their own.
    }
}

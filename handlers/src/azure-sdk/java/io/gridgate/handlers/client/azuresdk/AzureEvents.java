package io.gridgate.handlers.client.azuresdk;

import com.azure.core.models.CloudEvent;
import com.azure.core.util.BinaryData;

import io.gridgate.handlers.client.JsonCloudEvent;

import java.nio.charset.StandardCharsets;

/** Between the CloudEvents SDK's events and azure-core's, by way of their JSON. */
final class AzureEvents {

    private AzureEvents() {}

    /** The namespace checks the event; azure-core's own check would refuse less and otherwise. */
    static CloudEvent toAzure(io.cloudevents.CloudEvent event) {
        String json = new String(JsonCloudEvent.from(event).json(), StandardCharsets.UTF_8);
        return CloudEvent.fromString(json, true).getFirst();
    }

    static JsonCloudEvent fromAzure(CloudEvent event) {
        return JsonCloudEvent.of(BinaryData.fromObject(event).toBytes());
    }
}

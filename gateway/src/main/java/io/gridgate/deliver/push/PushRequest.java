package io.gridgate.deliver.push;

import io.gridgate.deliver.push.WebhookClient.Request;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.log.Delivery;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the request that delivers events: CloudEvents in JSON, one as an object, or an array where
 * the webhook batches, with Event Grid's headers.
 *
 * <p>Source: "Event delivery headers", Microsoft Learn.
 */
final class PushRequest {

    private static final String TRACE_VALUE = "[\\x21-\\x7e][\\x20-\\x7e]{0,1000}";

    private PushRequest() {}

    static Request of(Webhook webhook, List<Delivery> deliveries) {
        Map<String, String> headers = new HashMap<>();
        headers.put(
                "Content-Type",
                webhook.batches()
                        ? "application/cloudevents-batch+json; charset=utf-8"
                        : "application/cloudevents+json; charset=utf-8");
        headers.put("aeg-event-type", "Notification");
        headers.put("aeg-subscription-name", webhook.subscription().value());
        headers.put("aeg-delivery-count", String.valueOf(attemptsBefore(deliveries)));
        headers.put("aeg-metadata-version", "1.0");
        headers.put(Handshake.ORIGIN_HEADER, Handshake.ORIGIN);
        if (deliveries.size() == 1) {
            passTrace(deliveries.getFirst(), headers);
        }
        byte[] body = webhook.batches() ? array(deliveries) : deliveries.getFirst().event().json();
        return new Request("POST", webhook.endpoint(), headers, body);
    }

    /** Event Grid does not say what a batch has; here it is that of its most tried event. */
    private static int attemptsBefore(List<Delivery> deliveries) {
        return deliveries.stream().mapToInt(Delivery::deliveryCount).max().orElse(1) - 1;
    }

    /** What cannot stand in a header stays in the event only. */
    private static void passTrace(Delivery delivery, Map<String, String> headers) {
        JsonCloudEvent event = JsonCloudEvent.of(delivery.event().json());
        for (String name : List.of("traceparent", "tracestate")) {
            String value = event.attributeText(name);
            if (value != null && value.matches(TRACE_VALUE)) {
                headers.put(name, value);
            }
        }
    }

    private static byte[] array(List<Delivery> deliveries) {
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        char separator = '[';
        for (Delivery delivery : deliveries) {
            array.write(separator);
            array.writeBytes(delivery.event().json());
            separator = ',';
        }
        array.write(']');
        return array.toByteArray();
    }
}

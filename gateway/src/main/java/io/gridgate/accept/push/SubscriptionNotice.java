package io.gridgate.accept.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.util.Optional;

/**
 * The one event with which Event Grid asks whether a subscription is wanted.
 *
 * <p>Source: "Endpoint validation with Event Grid event schema", Microsoft Learn.
 *
 * @param topic the resource id of the topic
 * @param code what Event Grid wants to hear
 * @param url where it can be told instead; empty where the event names none
 */
record SubscriptionNotice(String topic, String code, String url) {

    private static final String TYPE = "Microsoft.EventGrid.SubscriptionValidationEvent";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Returns what a validation event says; empty where the body is none. */
    static Optional<SubscriptionNotice> read(byte[] body) {
        try {
            JsonNode events = MAPPER.readTree(body);
            JsonNode event = events.path(0);
            JsonNode data = event.path("data");
            String code = data.path("validationCode").asText("");
            if (!events.isArray()
                    || events.size() != 1
                    || !event.path("eventType").asText("").equals(TYPE)
                    || code.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    new SubscriptionNotice(
                            event.path("topic").asText(""),
                            code,
                            data.path("validationUrl").asText("")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

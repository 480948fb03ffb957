package io.gridgate.handlers.client;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code {"value":[{"brokerProperties":{"lockToken","deliveryCount"},"event":{}}]}} in one
 * pass; each event keeps its own bytes. Members that are not known are passed over.
 */
final class ReceiveAnswer {

    private ReceiveAnswer() {}

    static ReceiveResult read(byte[] answer) throws IOException {
        List<ReceiveDetails> details = new ArrayList<>();
        try (JsonParser json = Json.FACTORY.createParser(answer)) {
            expect(json, JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean value = json.currentName().equals("value");
                json.nextToken();
                if (value && json.currentToken() == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        details.add(one(json, answer));
                    }
                } else {
                    json.skipChildren();
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT) {
                throw new JsonParseException(json, "the answer ends early");
            }
        }
        return new ReceiveResult(details);
    }

    private static ReceiveDetails one(JsonParser json, byte[] answer) throws IOException {
        @Nullable Slice event = null;
        @Nullable BrokerProperties properties = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (name.equals("event") && token == JsonToken.START_OBJECT) {
                event = Json.slice(json, answer);
            } else if (name.equals("brokerProperties") && token == JsonToken.START_OBJECT) {
                properties = properties(json);
            } else {
                json.skipChildren();
            }
        }
        if (event == null || properties == null) {
            throw new JsonParseException(json, "an event without its lock token");
        }
        return new ReceiveDetails(JsonCloudEvent.of(event.copy()), properties);
    }

    private static BrokerProperties properties(JsonParser json) throws IOException {
        String lockToken = "";
        int deliveryCount = 1;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (name.equals("lockToken") && token == JsonToken.VALUE_STRING) {
                lockToken = json.getText();
            } else if (name.equals("deliveryCount") && token == JsonToken.VALUE_NUMBER_INT) {
                deliveryCount = json.getIntValue();
            } else {
                json.skipChildren();
            }
        }
        return new BrokerProperties(lockToken, deliveryCount);
    }

    private static void expect(JsonParser json, JsonToken token) throws IOException {
        if (json.nextToken() != token) {
            throw new JsonParseException(json, "the answer is not what was expected");
        }
    }
}

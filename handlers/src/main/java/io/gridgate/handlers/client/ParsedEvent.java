package io.gridgate.handlers.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.cloudevents.CloudEventData;
import io.cloudevents.rw.CloudEventRWException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one pass over the JSON of an event finds: attribute values, and where the data are.
 *
 * <p>Lenient, because an event that was accepted somewhere must stay readable: a number outside 32
 * bits stays a number, an object as attribute value becomes its JSON text, the last of two equal
 * names wins.
 *
 * @param attributes values by name in the order they came: {@link String}, {@link Boolean} or
 *     {@link Number}; null values are left out
 * @param data the data, or null where there are none
 */
record ParsedEvent(Map<String, Object> attributes, @Nullable CloudEventData data) {

    static ParsedEvent parse(byte[] json) {
        try (JsonParser parser = Json.FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw CloudEventRWException.newOther("An event must be a JSON object");
            }
            ParsedEvent event = members(parser, json);
            if (parser.nextToken() != null) {
                throw CloudEventRWException.newOther("There is more after the event's JSON object");
            }
            return event;
        } catch (IOException e) {
            throw CloudEventRWException.newOther(e);
        }
    }

    private static ParsedEvent members(JsonParser parser, byte[] json) throws IOException {
        Map<String, Object> attributes = new LinkedHashMap<>();
        @Nullable Slice data = null;
        boolean string = false;
        boolean base64 = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals("data")) {
                data = Json.slice(parser, json);
                string = token == JsonToken.VALUE_STRING;
                base64 = false;
            } else if (name.equals("data_base64") && token != JsonToken.VALUE_NULL) {
                data = Json.slice(parser, json);
                base64 = true;
            } else {
                attribute(parser, json, name, token, attributes);
            }
        }
        if (data == null) {
            return new ParsedEvent(attributes, null);
        }
        Object type = attributes.get("datacontenttype");
        boolean text = string && !DataContentType.isJson(type == null ? null : type.toString());
        return new ParsedEvent(
                attributes,
                base64
                        ? SliceData.base64(data)
                        : text ? SliceData.text(data) : SliceData.raw(data));
    }

    private static void attribute(
            JsonParser parser,
            byte[] json,
            String name,
            JsonToken token,
            Map<String, Object> attributes)
            throws IOException {
        switch (token) {
            case VALUE_STRING -> attributes.put(name, parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> attributes.put(name, parser.getBooleanValue());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    attributes.put(name, parser.getNumberValueExact());
            case VALUE_NULL -> attributes.remove(name);
            default -> attributes.put(name, Json.slice(parser, json).asString());
        }
    }
}

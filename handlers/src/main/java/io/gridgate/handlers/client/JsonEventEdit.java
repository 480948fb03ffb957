package io.gridgate.handlers.client;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.cloudevents.rw.CloudEventRWException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Changes members of an event's JSON; the values of all others stay the bytes that they are. */
final class JsonEventEdit {

    private static final Set<String> DATA = Set.of("data", "data_base64");

    private JsonEventEdit() {}

    /** Returns the event with these attributes set, in place of those of the same name. */
    static byte[] with(byte[] json, Map<String, ?> attributes) {
        attributes.keySet().forEach(JsonEventEdit::check);
        return rewritten(json, attributes.keySet(), new TreeMap<>(attributes));
    }

    /** Returns the event without its data. */
    static byte[] withoutData(byte[] json) {
        return rewritten(json, DATA, Map.of());
    }

    private static byte[] rewritten(byte[] json, Set<String> leftOut, Map<String, ?> added) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + 64);
        try (JsonParser parser = Json.FACTORY.createParser(json);
                JsonGenerator generator = Json.FACTORY.createGenerator(out)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw CloudEventRWException.newOther("An event must be a JSON object");
            }
            generator.writeStartObject();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                Slice value = Json.slice(parser, json);
                if (!leftOut.contains(name)) {
                    generator.writeFieldName(name);
                    generator.writeRawValue(value.asString());
                }
            }
            for (Map.Entry<String, ?> attribute : added.entrySet()) {
                JsonEventWriter.optional(generator, attribute.getKey(), attribute.getValue());
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw CloudEventRWException.newOther(e);
        }
        return out.toByteArray();
    }

    private static void check(String name) {
        if (!name.matches("[a-z0-9]+") || DATA.contains(name)) {
            throw new IllegalArgumentException(
                    "'%s' is no attribute name, must be lower-case letters and digits, and not data"
                            .formatted(name));
        }
    }
}

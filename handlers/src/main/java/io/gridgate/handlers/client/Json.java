package io.gridgate.handlers.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import io.cloudevents.rw.CloudEventRWException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Streaming JSON over byte arrays, and the exact place of a value in them. */
final class Json {

    /**
     * Bounded by the size of the answer, not by Jackson's own limits: one odd event (a number of
     * 2,000 digits, 1,500 levels) must not make a whole batch unreadable. Nesting costs heap, not
     * stack.
     */
    static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .maxNestingDepth(1 << 20)
                                    .build())
                    .build();

    private Json() {}

    /** Returns the value whose first token the parser stands on, and moves to its last token. */
    static Slice slice(JsonParser parser, byte[] json) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        if (from < 0) {
            throw new JsonParseException(parser, "JSON must be in UTF-8");
        }
        parser.skipChildren();
        parser.finishToken();
        return new Slice(json, from, (int) parser.currentLocation().getByteOffset());
    }

    /** Returns whether the bytes are exactly one JSON value in UTF-8, with no byte order mark. */
    static boolean isOneValue(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] == (byte) 0xEF) {
            return false;
        }
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            return parser.nextToken() != null
                    && slice(parser, bytes).length() > 0
                    && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the bytes of each object of an array. */
    static List<byte[]> objects(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw CloudEventRWException.newOther("A batch must be a JSON array");
            }
            List<byte[]> objects = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw CloudEventRWException.newOther("An event must be a JSON object");
                }
                objects.add(slice(parser, json).copy());
            }
            if (parser.nextToken() != null) {
                throw CloudEventRWException.newOther("There is more after the batch");
            }
            return objects;
        } catch (IOException e) {
            throw CloudEventRWException.newOther(e);
        }
    }
}

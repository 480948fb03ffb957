package io.gridgate.accept.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a JSON text at chosen JSON Pointers (RFC 6901). Read in one pass without a tree;
 * the rest of the text is only checked to be JSON. Of a repeated name the last value counts.
 */
public final class JsonFields {

    /** Longest text that can become an attribute, in characters. */
    public static final int TEXT_CHARS_MAX = 2_048;

    private static final int NESTING_MAX = 200;
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build())
                    .build();

    private final byte[] json;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Range> ranges = new HashMap<>();

    private record Range(int from, int to) {}

    private JsonFields(byte[] json) {
        this.json = json;
    }

    /**
     * Reads a text.
     *
     * @param json one JSON value in UTF-8
     * @param wanted the pointers whose values are kept
     * @return what is there
     * @throws IOException if the text is not one JSON value; the message says why
     */
    public static JsonFields read(byte[] json, PointerTree wanted) throws IOException {
        JsonFields fields = new JsonFields(json);
        try (JsonParser parser = JSON.createParser(json)) {
            if (!startsAsUtf8(json) || parser.nextToken() == null) {
                throw new JsonParseException(parser, "it is not JSON in UTF-8");
            }
            fields.value(parser, wanted);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something follows the JSON value");
            }
        }
        return fields;
    }

    /**
     * {@return the text at a pointer: a string that is neither empty nor too long, a number or a
     * boolean}
     *
     * @param pointer the pointer
     */
    public Optional<String> text(String pointer) {
        return Optional.ofNullable(texts.get(pointer));
    }

    /**
     * {@return the bytes of the value at a pointer, as they stand}
     *
     * @param pointer the pointer
     */
    public Optional<byte[]> bytes(String pointer) {
        return Optional.ofNullable(ranges.get(pointer))
                .map(range -> Arrays.copyOfRange(json, range.from(), range.to()));
    }

    /**
     * Takes an array apart.
     *
     * @param array the bytes of one JSON value
     * @param max most elements
     * @return the bytes of every element, at most one more than {@code max}; empty if the value is
     *     no array
     * @throws IOException if it is no JSON
     */
    public static Optional<List<byte[]>> elements(byte[] array, int max) throws IOException {
        try (JsonParser parser = JSON.createParser(array)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            List<byte[]> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY && elements.size() <= max) {
                int from = start(parser);
                parser.skipChildren();
                elements.add(Arrays.copyOfRange(array, from, end(parser)));
            }
            return Optional.of(elements);
        }
    }

    private void value(JsonParser parser, PointerTree wanted) throws IOException {
        int from = start(parser);
        if (parser.currentToken() == JsonToken.START_OBJECT && wanted.goesOn()) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                PointerTree below = wanted.below(parser.currentName());
                parser.nextToken();
                value(parser, below);
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY && wanted.goesOn()) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                value(parser, wanted.below(Integer.toString(i)));
            }
        } else {
            parser.skipChildren();
        }
        Optional<String> pointer = wanted.pointer();
        if (pointer.isPresent()) {
            keep(parser, pointer.get(), from);
        }
    }

    private void keep(JsonParser parser, String pointer, int from) throws IOException {
        ranges.put(pointer, new Range(from, end(parser)));
        texts.remove(pointer);
        JsonToken token = parser.currentToken();
        if (token.isScalarValue()
                && token != JsonToken.VALUE_NULL
                && parser.getTextLength() > 0
                && parser.getTextLength() <= TEXT_CHARS_MAX) {
            texts.put(pointer, parser.getText());
        }
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private static int end(JsonParser parser) throws IOException {
        parser.finishToken();
        return (int) parser.currentLocation().getByteOffset();
    }

    /** Refuses what the parser would take for UTF-16, UTF-32 or a byte order mark. */
    private static boolean startsAsUtf8(byte[] json) {
        int at = 0;
        while (at < json.length && json[at] <= ' ' && json[at] > 0) {
            at++;
        }
        return at < json.length && json[at] > 0 && (at + 1 == json.length || json[at + 1] != 0);
    }
}

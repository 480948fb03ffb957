package io.gridgate.accept.github;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The few fields of a GitHub payload that attributes are made from: scalars at the top and one
 * object below it, by path ({@code repository.url}). Read in one pass without a tree; the rest of
 * the payload is only checked to be JSON.
 */
final class PayloadFields {

    private static final int TEXT_CHARS_MAX = 2_048;
    private static final int FIELDS_MAX = 512;
    private static final int NESTING_MAX = 200;

    private static final Set<String> NAMES =
            Set.of(
                    "action",
                    "ref",
                    "ref_type",
                    "sha",
                    "number",
                    "state",
                    "id",
                    "node_id",
                    "name",
                    "ghsa_id",
                    "url",
                    "html_url",
                    "updated_at",
                    "created_at",
                    "completed_at",
                    "started_at",
                    "starred_at",
                    "submitted_at",
                    "published_at",
                    "effective_date");

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build())
                    .build();

    private final Map<String, String> byPath = new HashMap<>();

    private PayloadFields() {}

    /**
     * Reads a payload.
     *
     * @throws IOException if it is not one JSON object in UTF-8
     */
    static PayloadFields read(byte[] json) throws IOException {
        PayloadFields fields = new PayloadFields();
        try (JsonParser parser = JSON.createParser(json)) {
            if (!startsAsUtf8Object(json) || parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(parser, "it must begin with {");
            }
            fields.readObject(parser, "", true);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something follows the JSON object");
            }
        }
        return fields;
    }

    /** Refuses what the parser would take for UTF-16, UTF-32 or a byte order mark. */
    private static boolean startsAsUtf8Object(byte[] json) {
        int at = 0;
        while (at < json.length && json[at] <= ' ' && json[at] > 0) {
            at++;
        }
        return at + 1 < json.length && json[at] == '{' && json[at + 1] != 0;
    }

    private void readObject(JsonParser parser, String prefix, boolean descend) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && descend) {
                readObject(parser, name + ".", false);
            } else if (value.isStructStart()) {
                parser.skipChildren();
            } else if (isText(value) && NAMES.contains(name)) {
                keep(prefix + name, parser);
            }
        }
    }

    private static boolean isText(JsonToken value) {
        return value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT;
    }

    private void keep(String path, JsonParser parser) throws IOException {
        if (parser.getTextLength() <= TEXT_CHARS_MAX && byPath.size() < FIELDS_MAX) {
            byPath.put(path, parser.getText());
        }
    }

    /** Returns the texts at these paths, in their order, without those that are not there. */
    Stream<String> texts(Stream<String> paths) {
        return paths.map(byPath::get).filter(text -> text != null && !text.isEmpty());
    }

    Optional<String> text(String path) {
        return texts(Stream.of(path)).findFirst();
    }
}

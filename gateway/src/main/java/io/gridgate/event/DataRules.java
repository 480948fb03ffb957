package io.gridgate.event;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * What the data of a structured event must be.
 *
 * <p>Source: JSON event format 1.0.2 §3.1.
 */
final class DataRules {

    private DataRules() {}

    /** Tells whether the string that the cursor has just taken is base64. */
    static boolean isBase64(JsonCursor cursor, byte[] json) {
        if (!cursor.textIsEscaped()) {
            return Base64Text.isValid(json, cursor.textStart(), cursor.textStop());
        }
        byte[] text = cursor.text().getBytes(UTF_8);
        return Base64Text.isValid(text, 0, text.length);
    }

    /**
     * Returns what is wrong with JSON data under the event's media type, null if nothing is. Under
     * a type that is not JSON the data is text, and so a string; a null is taken for no data.
     */
    static @Nullable String flaw(byte[] json, EventDraft draft) {
        String type = draft.attributes().text(AttributeNames.DATACONTENTTYPE);
        if (draft.dataKind() != DataKind.JSON || type == null || MediaType.of(type).isJson()) {
            return null;
        }
        byte first = json[draft.dataFrom()];
        if (first == 'n') {
            return null;
        }
        if (first != '"') {
            return "must be string because datacontenttype is not JSON";
        }
        return UTF_8.newEncoder().canEncode(text(json, draft.dataFrom(), draft.dataTo()))
                ? null
                : "must not contain lone surrogates";
    }

    /** Returns the content of the checked JSON string that lies between two indexes. */
    static String text(byte[] json, int from, int to) {
        return JsonStrings.unescape(json, from + 1, to - 1);
    }

    /** Returns the base64 text of checked {@code data_base64}, without JSON's escapes. */
    static byte[] base64(byte[] json, int from, int to) {
        return JsonStrings.unescape(json, from, to).getBytes(US_ASCII);
    }
}

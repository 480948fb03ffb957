package io.gridgate.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Reads CloudEvents from one JSON text, keeping the bytes of each.
 *
 * <p>Source: JSON event format 1.0.2. Not safe for use by several threads.
 */
final class JsonEventReader {

    private static final AttributeRules.Unusable OBJECT =
            new AttributeRules.Unusable("must not be an object");
    private static final AttributeRules.Unusable ARRAY =
            new AttributeRules.Unusable("must not be an array");
    private static final AttributeRules.Unusable NO_INTEGER =
            new AttributeRules.Unusable("must be integer of 32 bits");

    /** Longest text of an integer of 32 bits. */
    private static final int INTEGER_LENGTH_MAX = 11;

    private final byte[] json;
    private final JsonCursor cursor;

    JsonEventReader(byte[] json, JsonCursor cursor) {
        this.json = json;
        this.cursor = cursor;
    }

    /**
     * Reads the event that comes next.
     *
     * @param index its position in the batch
     * @throws Refused if the text is not JSON from here on
     */
    Item read(int index) throws Refused {
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return new Item.Invalid(Problem.ofMessage("event must be a JSON object", index));
        }
        int from = cursor.position();
        EventDraft draft = new EventDraft();
        cursor.enter('{');
        if (!cursor.isEmpty('}')) {
            do {
                member(draft);
            } while (cursor.hasMore('}'));
        }
        Problem problem = draft.problem(index);
        if (problem == null) {
            String flaw = DataRules.flaw(json, draft);
            problem = flaw == null ? null : draft.problem(AttributeNames.DATA, flaw, index);
        }
        return problem == null
                ? new Item.Valid(draft.toEvent(slice(from, cursor.position()), from))
                : new Item.Invalid(problem);
    }

    /** Returns the bytes of one event: the array itself where it holds nothing else. */
    private byte[] slice(int from, int to) {
        return from == 0 && to == json.length ? json : Arrays.copyOfRange(json, from, to);
    }

    private void member(EventDraft draft) throws Refused {
        cursor.name();
        String name = AttributeNames.of(cursor, json);
        switch (name) {
            case AttributeNames.DATA -> data(draft);
            case AttributeNames.DATA_BASE64 -> base64(draft);
            default -> draft.add(name, value());
        }
    }

    private void data(EventDraft draft) throws Refused {
        cursor.peek();
        int from = cursor.position();
        cursor.skipValue();
        if (isFirstData(draft, DataKind.JSON)) {
            draft.data(DataKind.JSON, from, cursor.position());
        }
    }

    private void base64(EventDraft draft) throws Refused {
        int first = cursor.peek();
        cursor.skipValue();
        if (first == 'n' || !isFirstData(draft, DataKind.BASE64)) {
            return;
        }
        if (first == '"' && DataRules.isBase64(cursor, json)) {
            draft.data(DataKind.BASE64, cursor.textStart(), cursor.textStop());
        } else {
            draft.flaw(AttributeNames.DATA_BASE64, "must be base64 string");
        }
    }

    private static boolean isFirstData(EventDraft draft, DataKind kind) {
        if (draft.dataKind() == DataKind.NONE) {
            return true;
        }
        boolean twice = draft.dataKind() == kind;
        draft.flaw(
                kind == DataKind.JSON ? AttributeNames.DATA : AttributeNames.DATA_BASE64,
                twice
                        ? "must not be given twice"
                        : "must not be given together with the other data");
        return false;
    }

    private @Nullable Object value() throws Refused {
        int first = cursor.peek();
        int from = cursor.position();
        cursor.skipValue();
        return switch (first) {
            case '"' -> cursor.text();
            case '{' -> OBJECT;
            case '[' -> ARRAY;
            case 't' -> true;
            case 'f' -> false;
            case 'n' -> null;
            default -> integer(from, cursor.position());
        };
    }

    private Object integer(int from, int to) {
        if (to - from <= INTEGER_LENGTH_MAX) {
            try {
                return Integer.valueOf(new String(json, from, to - from, US_ASCII));
            } catch (NumberFormatException e) {
                return NO_INTEGER;
            }
        }
        return NO_INTEGER;
    }
}

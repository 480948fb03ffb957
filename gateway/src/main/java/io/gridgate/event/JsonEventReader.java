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
    private final @Nullable AzureText azure;

    JsonEventReader(byte[] json, JsonCursor cursor, EventForm form) {
        this.json = json;
        this.cursor = cursor;
        this.azure = form == EventForm.AS_AZURE ? new AzureText(json, cursor) : null;
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
        if (azure != null) {
            azure.begin();
        }
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
        return problem == null ? new Item.Valid(event(draft, from)) : new Item.Invalid(problem);
    }

    private Event event(EventDraft draft, int from) {
        if (azure == null) {
            return draft.toEvent(slice(from, cursor.position()), from);
        }
        byte[] event = azure.end();
        draft.data(draft.dataKind(), azure.dataFrom(), azure.dataTo());
        return draft.toEvent(event, 0);
    }

    /** Returns the bytes of one event: the array itself where it holds nothing else. */
    private byte[] slice(int from, int to) {
        return from == 0 && to == json.length ? json : Arrays.copyOfRange(json, from, to);
    }

    private void member(EventDraft draft) throws Refused {
        cursor.name();
        String name = AttributeNames.of(cursor, json);
        if (azure != null) {
            azure.name();
        }
        switch (name) {
            case AttributeNames.DATA -> data(draft);
            case AttributeNames.DATA_BASE64 -> base64(draft);
            default -> attribute(draft, name);
        }
    }

    private void data(EventDraft draft) throws Refused {
        cursor.peek();
        int from = cursor.position();
        if (azure == null) {
            cursor.skipValue();
        } else {
            azure.data();
        }
        if (isFirstData(draft, DataKind.JSON)) {
            draft.data(DataKind.JSON, from, cursor.position());
        }
    }

    private void base64(EventDraft draft) throws Refused {
        int first = cursor.peek();
        cursor.skipValue();
        if (first == 'n') {
            if (azure != null) {
                azure.leaveOut();
            }
            return;
        }
        if (!isFirstData(draft, DataKind.BASE64)) {
            return;
        }
        if (first != '"' || !DataRules.isBase64(cursor, json)) {
            draft.flaw(AttributeNames.DATA_BASE64, "must be base64 string");
            return;
        }
        draft.data(DataKind.BASE64, cursor.textStart(), cursor.textStop());
        if (azure != null) {
            azure.base64();
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

    private void attribute(EventDraft draft, String name) throws Refused {
        Object value = value(name);
        if (value instanceof String text
                && !cursor.textIsEscaped()
                && JsonScan.isPrintable(json, cursor.textStart(), cursor.textStop())) {
            draft.addPlain(name, text);
        } else {
            draft.add(name, value);
        }
    }

    private @Nullable Object value(String name) throws Refused {
        int first = cursor.peek();
        int from = cursor.position();
        cursor.skipValue();
        Object value =
                switch (first) {
                    case '"' -> cursor.text();
                    case '{' -> OBJECT;
                    case '[' -> ARRAY;
                    case 't' -> true;
                    case 'f' -> false;
                    case 'n' -> null;
                    default -> integer(from, cursor.position());
                };
        if (azure != null) {
            render(azure, name, value, from);
        }
        return value;
    }

    private void render(AzureText azure, String name, @Nullable Object value, int from) {
        if (value == null) {
            azure.leaveOut();
        } else if (name.equals(AttributeNames.TIME) && value instanceof String time) {
            azure.time(time);
        } else {
            azure.value(from, cursor.position());
        }
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

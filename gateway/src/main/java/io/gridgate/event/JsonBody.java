package io.gridgate.event;

import java.util.ArrayList;
import java.util.List;

/** Reads a body that is one JSON text: its encoding first, then one item or an array of them. */
final class JsonBody {

    /** Reads the value that comes next as one event. */
    @FunctionalInterface
    interface ItemReader {
        Item read(int index) throws Refused;
    }

    private JsonBody() {}

    /** Refuses bytes that are not UTF-8, and a byte order mark (RFC 8259 §8.1). */
    static void checkEncoding(byte[] body) throws Refused {
        if (body.length >= 3
                && body[0] == (byte) 0xEF
                && body[1] == (byte) 0xBB
                && body[2] == (byte) 0xBF) {
            throw new Refused("is not valid JSON: byte order mark at byte 0");
        }
        int invalid = Utf8.firstInvalid(body, 0, body.length);
        if (invalid >= 0) {
            throw new Refused("is not valid UTF-8 at byte " + invalid);
        }
    }

    /** Reads a body that is one event. */
    static Decoded one(byte[] body, JsonCursor cursor, ItemReader reader) {
        try {
            checkEncoding(body);
            boolean object = cursor.peek() == '{';
            Item item = reader.read(0);
            cursor.finish();
            return !object && item instanceof Item.Invalid(Problem problem)
                    ? new Decoded.Malformed(problem)
                    : new Decoded.Events(List.of(item));
        } catch (Refused refused) {
            return malformed(refused, 0);
        }
    }

    /** Reads a body that is an array of events. */
    static Decoded array(byte[] body, JsonCursor cursor, ItemReader reader) {
        List<Item> items = new ArrayList<>();
        try {
            checkEncoding(body);
            cursor.enter('[');
            if (!cursor.isEmpty(']')) {
                do {
                    if (items.size() == CloudEventsDecoder.BATCH_EVENTS_MAX) {
                        throw new Refused(
                                "has more than " + CloudEventsDecoder.BATCH_EVENTS_MAX + " events");
                    }
                    items.add(reader.read(items.size()));
                } while (cursor.hasMore(']'));
            }
            cursor.finish();
            return new Decoded.Events(items);
        } catch (Refused refused) {
            return malformed(refused, items.size());
        }
    }

    private static Decoded malformed(Refused refused, int index) {
        return new Decoded.Malformed(Problem.ofMessage("body " + refused.reason(), index));
    }
}

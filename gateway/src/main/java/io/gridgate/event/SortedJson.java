package io.gridgate.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Writes JSON values compactly with the keys of each object in the order of their UTF-8 bytes. One
 * pass: members are written as they come, and put in order afterwards where they were not. Not safe
 * for use by several threads.
 */
final class SortedJson {

    /** What is kept of a member: where its key lies in the source and it in the output. */
    private static final int KEY_FROM = 0;

    private static final int KEY_TO = 1;
    private static final int FROM = 2;
    private static final int TO = 3;
    private static final int WIDTH = 4;

    private final byte[] json;
    private final JsonCursor cursor;
    private final JsonWriter sorted;
    private int[] members = new int[16 * WIDTH];
    private int top;
    private boolean escapes;

    SortedJson(byte[] json, JsonCursor cursor, JsonWriter sorted) {
        this.json = json;
        this.cursor = cursor;
        this.sorted = sorted;
    }

    /** Writes the value that comes next. */
    void value() throws Refused {
        switch (cursor.peek()) {
            case '{' -> object();
            case '[' -> array();
            default -> {
                int from = cursor.position();
                cursor.skipValue();
                sorted.raw(json, from, cursor.position());
            }
        }
    }

    private void array() throws Refused {
        cursor.enter('[');
        sorted.ascii('[');
        if (!cursor.isEmpty(']')) {
            value();
            while (cursor.hasMore(']')) {
                sorted.ascii(',');
                value();
            }
        }
        sorted.ascii(']');
    }

    private void object() throws Refused {
        cursor.enter('{');
        sorted.ascii('{');
        if (!cursor.isEmpty('}')) {
            int first = top;
            boolean inOrder = true;
            member();
            while (cursor.hasMore('}')) {
                sorted.ascii(',');
                member();
                inOrder = inOrder && compareKeys(top - 2 * WIDTH, top - WIDTH) <= 0;
            }
            if (!inOrder) {
                sort(first);
            }
            top = first;
        }
        sorted.ascii('}');
    }

    private void member() throws Refused {
        if (top == members.length) {
            members = Arrays.copyOf(members, top * 2);
        }
        int member = top;
        top += WIDTH;
        cursor.name();
        escapes |= cursor.textIsEscaped();
        members[member + KEY_FROM] = cursor.textStart();
        members[member + KEY_TO] = cursor.textStop();
        members[member + FROM] = sorted.size();
        sorted.raw(json, cursor.textStart() - 1, cursor.textStop() + 1).ascii(':');
        value();
        members[member + TO] = sorted.size();
    }

    private void sort(int first) {
        int[] order =
                IntStream.iterate(first, member -> member < top, member -> member + WIDTH)
                        .boxed()
                        .sorted(this::compareKeys)
                        .mapToInt(Integer::intValue)
                        .toArray();
        int from = members[first + FROM];
        byte[] written = Arrays.copyOfRange(sorted.buffer(), from, sorted.size());
        sorted.truncate(from);
        for (int member : order) {
            if (sorted.size() > from) {
                sorted.ascii(',');
            }
            sorted.raw(written, members[member + FROM] - from, members[member + TO] - from);
        }
    }

    private int compareKeys(int left, int right) {
        int leftFrom = members[left + KEY_FROM];
        int leftTo = members[left + KEY_TO];
        int rightFrom = members[right + KEY_FROM];
        int rightTo = members[right + KEY_TO];
        if (escapes) {
            return Arrays.compareUnsigned(
                    JsonStrings.unescape(json, leftFrom, leftTo).getBytes(UTF_8),
                    JsonStrings.unescape(json, rightFrom, rightTo).getBytes(UTF_8));
        }
        return Arrays.compareUnsigned(json, leftFrom, leftTo, json, rightFrom, rightTo);
    }
}

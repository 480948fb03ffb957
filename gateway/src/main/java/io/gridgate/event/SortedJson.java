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

    /** Most members that are put in order one by one; others are worth a real sort. */
    private static final int INSERTIONS_MAX = 24;

    private final byte[] json;
    private final JsonCursor cursor;
    private final JsonSplice sorted;
    private int[] members = new int[16 * WIDTH];
    private int top;
    private boolean escapes;

    SortedJson(byte[] json, JsonCursor cursor, JsonSplice sorted) {
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
                sorted.copy(from, cursor.position());
            }
        }
    }

    private void array() throws Refused {
        cursor.enter('[');
        punctuation();
        if (!cursor.isEmpty(']')) {
            value();
            while (cursor.hasMore(']')) {
                punctuation();
                value();
            }
        }
        punctuation();
    }

    private void object() throws Refused {
        cursor.enter('{');
        punctuation();
        if (!cursor.isEmpty('}')) {
            int first = top;
            boolean inOrder = true;
            member();
            while (cursor.hasMore('}')) {
                punctuation();
                member();
                inOrder = inOrder && compareKeys(top - 2 * WIDTH, top - WIDTH) <= 0;
            }
            if (!inOrder) {
                sort(first);
            }
            top = first;
        }
        punctuation();
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
        sorted.copy(cursor.textStart() - 1, cursor.textStop() + 1);
        punctuation();
        value();
        members[member + TO] = sorted.size();
    }

    /** Adds the bracket, comma or colon that the cursor has just taken. */
    private void punctuation() {
        sorted.copy(cursor.position() - 1, cursor.position());
    }

    /** Puts the members in order; each takes the comma with it that follows it. */
    private void sort(int first) {
        int[] order = order(first);
        int from = members[first + FROM];
        byte[] written = sorted.cut(from);
        for (int i = 0; i < order.length; i++) {
            int member = order[i];
            int to = members[member + TO] - from;
            boolean comma = i < order.length - 1;
            boolean follows = to < written.length;
            sorted.raw(written, members[member + FROM] - from, comma && follows ? to + 1 : to);
            if (comma && !follows) {
                sorted.ascii(',');
            }
        }
    }

    /** Returns where the members from an index on are kept, in the order of their keys. */
    private int[] order(int first) {
        int count = (top - first) / WIDTH;
        if (count > INSERTIONS_MAX) {
            return IntStream.iterate(first, member -> member < top, member -> member + WIDTH)
                    .boxed()
                    .sorted(this::compareKeys)
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int member = first + i * WIDTH;
            int at = i;
            while (at > 0 && compareKeys(order[at - 1], member) > 0) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = member;
        }
        return order;
    }

    private int compareKeys(int left, int right) {
        int leftFrom = members[left + KEY_FROM];
        int leftTo = members[left + KEY_TO];
        int rightFrom = members[right + KEY_FROM];
        int rightTo = members[right + KEY_TO];
        if (!escapes && leftFrom < leftTo && rightFrom < rightTo) {
            int difference = (json[leftFrom] & 0xFF) - (json[rightFrom] & 0xFF);
            if (difference != 0) {
                return difference;
            }
        }
        if (escapes) {
            return Arrays.compareUnsigned(
                    JsonStrings.unescape(json, leftFrom, leftTo).getBytes(UTF_8),
                    JsonStrings.unescape(json, rightFrom, rightTo).getBytes(UTF_8));
        }
        return Arrays.compareUnsigned(json, leftFrom, leftTo, json, rightFrom, rightTo);
    }
}

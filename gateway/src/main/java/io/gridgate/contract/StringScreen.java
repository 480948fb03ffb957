package io.gridgate.contract;

import java.util.List;
import java.util.function.Predicate;

/**
 * Looks at a string.
 *
 * @param lengthMin fewest code points
 * @param lengthMax most code points
 * @param forms patterns and formats that are looked for on the bytes
 * @param texts what else the text must keep; makes the text
 */
record StringScreen(
        int lengthMin, int lengthMax, List<TextForm> forms, List<Predicate<String>> texts) {

    static final StringScreen ANY = new StringScreen(0, Integer.MAX_VALUE, List.of(), List.of());

    /** Takes the string that comes next and tells whether it fits. */
    boolean fits(DataCursor cursor) {
        cursor.string();
        if (cursor.escaped()) {
            return isOpen() || fitsEscaped(cursor.text());
        }
        byte[] json = cursor.json();
        int from = cursor.textStart();
        int to = cursor.textStop();
        if (!fitsLength(json, from, to)) {
            return false;
        }
        for (int i = 0; i < forms.size(); i++) {
            if (!forms.get(i).fits(json, from, to)) {
                return false;
            }
        }
        return texts.isEmpty() || fitsText(cursor.text());
    }

    private boolean isOpen() {
        return lengthMin == 0
                && lengthMax == Integer.MAX_VALUE
                && forms.isEmpty()
                && texts.isEmpty();
    }

    private boolean fitsEscaped(String text) {
        int length = text.codePointCount(0, text.length());
        return forms.isEmpty() && length >= lengthMin && length <= lengthMax && fitsText(text);
    }

    private boolean fitsText(String text) {
        for (Predicate<String> each : texts) {
            if (!each.test(text)) {
                return false;
            }
        }
        return true;
    }

    private boolean fitsLength(byte[] json, int from, int to) {
        int bytes = to - from;
        if (bytes <= lengthMax && bytes >= lengthMin * 4L) {
            return true;
        }
        int length = 0;
        for (int i = from; i < to; i++) {
            if ((json[i] & 0xC0) != 0x80) {
                length++;
            }
        }
        return length >= lengthMin && length <= lengthMax;
    }
}

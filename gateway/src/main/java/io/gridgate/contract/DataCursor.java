package io.gridgate.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.event.JsonStrings;

/**
 * A place in data that is known to be JSON in UTF-8, so that nothing is checked on the way. For one
 * event, on one thread.
 */
final class DataCursor {

    private final byte[] json;
    private int at;
    private int textStart;
    private int textStop;
    private boolean escaped;

    DataCursor(byte[] json, int from) {
        this.json = json;
        this.at = from;
    }

    byte[] json() {
        return json;
    }

    /** Returns the index of the next byte. */
    int position() {
        return at;
    }

    /** Goes to another place, back or ahead. */
    void moveTo(int position) {
        at = position;
    }

    /** Skips white space; returns the byte that comes next. */
    byte peek() {
        while (json[at] <= ' ' && json[at] >= 0) {
            at++;
        }
        return json[at];
    }

    /** Takes a bracket, or a literal of so many bytes. */
    void skip(int bytes) {
        at += bytes;
    }

    /** Takes a comma if it comes next; tells whether anything but the bracket does. */
    boolean hasMore(char close) {
        byte next = peek();
        if (next == ',') {
            at++;
            next = peek();
        }
        return next != close;
    }

    /** Takes the string that comes next. */
    void string() {
        textStart = at + 1;
        int stop = JsonStrings.plainEnd(json, textStart);
        escaped = json[stop] == '\\';
        while (json[stop] == '\\') {
            stop = JsonStrings.plainEnd(json, stop + 2);
        }
        textStop = stop;
        at = stop + 1;
    }

    /** Takes the name of a member and the colon. */
    void name() {
        string();
        peek();
        at++;
        peek();
    }

    /** Returns the index of the first byte of the string or name taken last. */
    int textStart() {
        return textStart;
    }

    /** Returns the index of its closing quote. */
    int textStop() {
        return textStop;
    }

    /** Tells whether it has escapes. */
    boolean escaped() {
        return escaped;
    }

    /** Returns it without its escapes. */
    String text() {
        return escaped
                ? JsonStrings.unescape(json, textStart, textStop)
                : new String(json, textStart, textStop - textStart, UTF_8);
    }
}

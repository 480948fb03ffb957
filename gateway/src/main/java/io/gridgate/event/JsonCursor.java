package io.gridgate.event;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Walks over one JSON text (RFC 8259) in a byte array, checking its grammar and giving away where
 * each value lies.
 *
 * <p>An own reader and not Jackson's, for three reasons: it knows the exact bytes of a value, it
 * never looks up the names inside the data (Jackson does, which costs ten times the parse when the
 * names are ids), and it does not guess at UTF-16. The tests hold it to Jackson's verdict. The
 * bytes must be valid UTF-8 ({@link Utf8}). Not safe for use by several threads.
 */
final class JsonCursor {

    /** Deepest nesting of objects and arrays, the event itself counted. */
    static final int NESTING_MAX = 128;

    private final byte[] json;
    private int at;
    private int depth;
    private int start;
    private int stop;
    private boolean escaped;

    private JsonCursor(byte[] json, int depth) {
        this.json = json;
        this.depth = depth;
    }

    /** Walks over one event, or something of the same kind. */
    static JsonCursor ofEvent(byte[] json) {
        return new JsonCursor(json, 0);
    }

    /** Walks over an array of events, where each may nest as deep as an event on its own. */
    static JsonCursor ofArray(byte[] json) {
        return new JsonCursor(json, -1);
    }

    /** Walks over data that will be a member of an event. */
    static JsonCursor ofData(byte[] json) {
        return new JsonCursor(json, 1);
    }

    /** Skips white space; returns the byte that comes next, -1 at the end. */
    int peek() {
        while (at < json.length) {
            byte next = json[at];
            if (next > ' ' || !(next == ' ' || next == '\n' || next == '\r' || next == '\t')) {
                return next & 0xFF;
            }
            at++;
        }
        return -1;
    }

    /** Returns the index of the next byte. */
    int position() {
        return at;
    }

    /** Takes the opening bracket of an object or array. */
    void enter(char open) throws Refused {
        if (peek() != open) {
            throw unexpected(open == '{' ? "an object" : "an array");
        }
        at++;
        if (++depth > NESTING_MAX) {
            throw new Refused("is nested deeper than " + NESTING_MAX + " levels");
        }
    }

    /** Takes the closing bracket if it comes at once, so that the object or array is empty. */
    boolean isEmpty(char close) {
        if (peek() != close) {
            return false;
        }
        leave();
        return true;
    }

    /** Takes a comma and tells that another element comes, or takes the closing bracket. */
    boolean hasMore(char close) throws Refused {
        int next = peek();
        if (next == ',') {
            at++;
            return true;
        }
        if (next != close) {
            throw unexpected("',' or '" + close + "'");
        }
        leave();
        return false;
    }

    private void leave() {
        at++;
        depth--;
    }

    /** Takes the name of a member and the colon. The name is then {@link #text()}. */
    void name() throws Refused {
        string();
        if (peek() != ':') {
            throw unexpected("':'");
        }
        at++;
    }

    /** Takes one string; its content is then {@link #text()}. */
    void string() throws Refused {
        if (peek() != '"') {
            throw unexpected("a string");
        }
        start = at + 1;
        escaped = false;
        int quote = JsonScan.plainEnd(json, start, json.length);
        while (quote < json.length && json[quote] == '\\') {
            escaped = true;
            quote = JsonScan.plainEnd(json, JsonScan.escapeEnd(json, quote), json.length);
        }
        if (quote >= json.length) {
            throw new Refused("is not valid JSON: the string at byte " + at + " has no end");
        }
        if (json[quote] != '"') {
            throw new Refused("is not valid JSON: control character at byte " + quote);
        }
        stop = quote;
        at = quote + 1;
    }

    /** Takes one value of any kind, whatever is in it. */
    void skipValue() throws Refused {
        switch (peek()) {
            case '"' -> string();
            case '{' -> skipObject();
            case '[' -> skipArray();
            default -> at = JsonScan.scalarEnd(json, at);
        }
    }

    private void skipObject() throws Refused {
        enter('{');
        if (isEmpty('}')) {
            return;
        }
        do {
            name();
            skipValue();
        } while (hasMore('}'));
    }

    private void skipArray() throws Refused {
        enter('[');
        if (isEmpty(']')) {
            return;
        }
        do {
            skipValue();
        } while (hasMore(']'));
    }

    /** Refuses anything but white space in the rest. */
    void finish() throws Refused {
        if (peek() >= 0) {
            throw unexpected("the end");
        }
    }

    /** Returns the index of the first byte of the string or name taken last, after the quote. */
    int textStart() {
        return start;
    }

    /** Returns the index of the closing quote of the string or name taken last. */
    int textStop() {
        return stop;
    }

    /** Tells whether the string or name taken last has escapes. */
    boolean textIsEscaped() {
        return escaped;
    }

    /** Returns the string or name taken last, without its escapes. */
    String text() {
        return escaped
                ? JsonStrings.unescape(json, start, stop)
                : new String(json, start, stop - start, UTF_8);
    }

    private Refused unexpected(String wanted) {
        return new Refused("is not valid JSON: expected " + wanted + " at byte " + at);
    }
}

package io.gridgate.event;

import java.util.Arrays;

/**
 * Copies pieces of one JSON text behind what a writer has. Neighbours are held back and copied
 * together, so that a text which changes nowhere is one copy. Indices count from where this splice
 * began. Not safe for use by several threads.
 */
final class JsonSplice {

    private final JsonWriter target;
    private final byte[] source;
    private int start;
    private int from;
    private int to;

    JsonSplice(JsonWriter target, byte[] source) {
        this.target = target;
        this.source = source;
        begin(0);
    }

    /** Begins a text that will probably go on with the source from an index on. */
    void begin(int index) {
        start = target.size();
        from = index;
        to = index;
    }

    /** Returns how long the text is so far. */
    int size() {
        return target.size() - start + to - from;
    }

    /** Adds a piece of the source. */
    void copy(int pieceFrom, int pieceTo) {
        if (pieceFrom != to) {
            flush();
            from = pieceFrom;
        }
        to = pieceTo;
    }

    /** Adds a character, out of the source where that goes on with it. */
    void ascii(char character) {
        if (to < source.length && source[to] == character) {
            to++;
        } else {
            flush();
            target.ascii(character);
        }
    }

    /** Adds a string with its quotes and escapes. */
    void string(String text) {
        flush();
        target.string(text);
    }

    /** Adds bytes that are not of the source. */
    void raw(byte[] bytes, int bytesFrom, int bytesTo) {
        flush();
        target.raw(bytes, bytesFrom, bytesTo);
    }

    /** Forgets what was added from an index on. */
    void truncate(int length) {
        flush();
        target.truncate(start + length);
    }

    /** Returns a copy of the text from an index on, and forgets it. */
    byte[] cut(int index) {
        flush();
        return target.cut(start + index);
    }

    /** Returns the text and forgets it; where all of the source is the text, the source itself. */
    byte[] take() {
        if (target.size() > start) {
            return cut(0);
        }
        return from == 0 && to == source.length ? source : Arrays.copyOfRange(source, from, to);
    }

    /** Writes what is held back. */
    void flush() {
        if (to > from) {
            target.raw(source, from, to);
        }
        from = to;
    }
}

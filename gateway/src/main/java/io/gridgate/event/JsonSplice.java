package io.gridgate.event;

/**
 * Copies pieces of one JSON text behind what a writer has. Neighbours are held back and copied
 * together, so that a text which changes nowhere is one copy. Indices count from where this splice
 * began. Not safe for use by several threads.
 */
final class JsonSplice {

    private final JsonWriter target;
    private final int start;
    private final byte[] source;
    private int from;
    private int to;

    JsonSplice(JsonWriter target, byte[] source) {
        this.target = target;
        this.start = target.size();
        this.source = source;
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

    /** Replaces a character. */
    void set(int index, char character) {
        flush();
        target.set(start + index, character);
    }

    /** Forgets what was added from an index on. */
    void truncate(int length) {
        flush();
        target.truncate(start + length);
    }

    /** Moves a part of the text behind all that follows it. */
    void moveToEnd(int partFrom, int partTo) {
        if (partFrom < partTo && partTo < size()) {
            flush();
            target.moveToEnd(start + partFrom, start + partTo);
        }
    }

    /** Returns a copy of the text from an index on, and forgets it. */
    byte[] cut(int index) {
        flush();
        return target.cut(start + index);
    }

    /** Adds bytes that are not of the source. */
    void raw(byte[] bytes, int bytesFrom, int bytesTo) {
        flush();
        target.raw(bytes, bytesFrom, bytesTo);
    }

    /** Writes what is held back. */
    void flush() {
        if (to > from) {
            target.raw(source, from, to);
        }
        from = to;
    }
}

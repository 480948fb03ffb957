package io.gridgate.contract;

/**
 * One walk of a {@link Screen} over the data of one event, with what is left of its effort. On one
 * thread.
 */
final class Glance {

    /**
     * Most bytes of data for a glance; so it never sees more values than {@link DataTree} reads.
     */
    static final int BYTES_MAX = 2 * DataTree.VALUES_MAX;

    /** Most values looked at, each time counted that a schema looks. */
    private static final int LOOKS_MAX = 100_000;

    private static final int DEPTH_MAX = 400;

    private final DataCursor cursor;
    private int looks;
    private int depth;

    Glance(byte[] json, int from) {
        cursor = new DataCursor(json, from);
    }

    DataCursor cursor() {
        return cursor;
    }

    /** Begins to look at a value; false if there is no effort left for it. */
    boolean enter() {
        return ++looks <= LOOKS_MAX && ++depth <= DEPTH_MAX;
    }

    /** Ends looking at a value that fits. */
    void leave() {
        depth--;
    }

    int depth() {
        return depth;
    }

    /** Goes back to where another look at the same value starts. */
    void back(int position, int toDepth) {
        cursor.moveTo(position);
        depth = toDepth;
    }
}

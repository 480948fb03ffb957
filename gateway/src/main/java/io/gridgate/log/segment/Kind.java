package io.gridgate.log.segment;

/**
 * The kinds of records. A record has a kind, an owner and a number; the last one written counts.
 */
public enum Kind {
    /** Small settings and counters; all are kept in memory and repeated in each segment. */
    META(0, true),

    /** Blocks of events; numbers of an owner only rise. */
    EVENTS(1, false),

    /** What is pending, in chunks that are written again whenever they change. */
    CHUNKS(2, true),

    /** Blocks of dedup records; numbers of an owner only rise. */
    DEDUP(3, false),

    /** Dead letters; numbers come in any order. */
    DEAD(4, false);

    private static final Kind[] ALL = values();

    private final int code;
    private final boolean indexedWhole;

    Kind(int code, boolean indexedWhole) {
        this.code = code;
        this.indexedWhole = indexedWhole;
    }

    /**
     * Tells whether the index of a segment has the values, too, so that a start reads no others.
     */
    boolean isIndexedWhole() {
        return indexedWhole;
    }

    /** Returns the number that stands for this kind on disk. */
    int code() {
        return code;
    }

    static Kind of(int code) {
        for (Kind kind : ALL) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("there is no kind of records " + code);
    }
}

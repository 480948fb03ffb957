package io.gridgate.log.segment;

import java.util.BitSet;

/**
 * The records that one segment has of a kind and an owner, in the order of their numbers. What is
 * no longer wanted is marked, and left behind when the segment is merged.
 *
 * <p>Any thread may look for a record of a kind whose numbers only rise; all else is for the thread
 * that writes.
 */
abstract class Run {

    private final Content content;
    private final Kind kind;
    private final int owner;
    private BitSet dead = new BitSet(0);

    Run(Content content, Kind kind, int owner) {
        this.content = content;
        this.kind = kind;
        this.owner = owner;
    }

    Content content() {
        return content;
    }

    Segment segment() {
        return content.segment();
    }

    Kind kind() {
        return kind;
    }

    int owner() {
        return owner;
    }

    abstract int size();

    /** Returns the number of a record. */
    abstract long number(int index);

    /** Returns where the entry of a record begins. */
    abstract int at(int index);

    /** Returns the bytes of the value, {@link Frame#REMOVED} for a removal. */
    abstract int length(int index);

    /** Reads the value of a record, checked. */
    byte[] value(int index) {
        return segment().read(at(index), length(index));
    }

    boolean isRemoval(int index) {
        return length(index) == Frame.REMOVED;
    }

    /** Returns the bytes that a record takes. */
    final int entryBytes(int index) {
        return Frame.ENTRY_BYTES + Math.max(0, length(index));
    }

    /** Returns the index of the record with a number, -1 where there is none. */
    final int find(long number) {
        int floor = floor(number);
        return floor >= 0 && number(floor) == number ? floor : -1;
    }

    /** Returns the index of the last record up to a number, -1 where there is none. */
    final int floor(long number) {
        int low = 0;
        int high = size() - 1;
        if (high >= 0 && number(high) <= number) {
            return high;
        }
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (number(middle) <= number) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    /** Returns the index of the first record from a number on, the size where there is none. */
    final int ceiling(long number) {
        return number == Long.MIN_VALUE ? 0 : floor(number - 1) + 1;
    }

    boolean isDead(int index) {
        return dead.get(index);
    }

    /** Returns the indexes of the records that are not marked; the caller's own. */
    final BitSet unmarked() {
        BitSet unmarked = (BitSet) dead.clone();
        unmarked.flip(0, size());
        return unmarked;
    }

    /** Returns which of these records are marked; the caller's own. */
    final BitSet markedOf(BitSet indexes) {
        BitSet marked = (BitSet) dead.clone();
        marked.and(indexes);
        return marked;
    }

    /** Marks a record as not wanted any more. */
    void kill(int index) {
        if (!dead.get(index)) {
            dead.set(index);
            content.died(entryBytes(index));
        }
    }

    /** Moves the marks of all records from one on, before which another is put. */
    final void shiftMarks(int index) {
        for (int i = dead.length(); i > index; i--) {
            dead.set(i, dead.get(i - 1));
        }
        dead.clear(index);
    }

    /** Takes the marks of a run with the same records. */
    void takeMarks(Run other) {
        dead = other.dead;
    }
}

package io.gridgate.log.segment;

import org.jspecify.annotations.Nullable;

/** A record that was found; its value is read when somebody asks for it, on any thread. */
public final class Entry implements Comparable<Entry> {

    private final Run run;
    private final int index;
    private final long number;
    private final int at;
    private final int length;

    private Entry(Run run, int index) {
        this.run = run;
        this.index = index;
        this.number = run.number(index);
        this.at = run.at(index);
        this.length = run.length(index);
    }

    static Entry of(Run run, int index) {
        return new Entry(run, index);
    }

    /** {@return its number} */
    public long number() {
        return number;
    }

    /**
     * {@return the value, checked; null where it is elsewhere by now, or the store is closed}
     *
     * @throws io.gridgate.log.LogException if it is not as it was written
     */
    public byte @Nullable [] value() {
        Segment segment = run.segment();
        if (!segment.acquire()) {
            return null;
        }
        try {
            return run instanceof StoredRun stored && stored.kind().isIndexedWhole()
                    ? stored.value(index)
                    : segment.read(at, length);
        } finally {
            segment.release();
        }
    }

    /**
     * {@return the value, checked; for the thread that writes, from whom no record can move}
     *
     * @throws io.gridgate.log.LogException if it is not as it was written
     */
    public byte[] present() {
        byte[] value = value();
        if (value == null) {
            throw SegmentStore.closedNow();
        }
        return value;
    }

    @Override
    public int compareTo(Entry other) {
        return Long.compare(number, other.number);
    }
}

package io.gridgate.log.lease;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Up to {@link #CAPACITY} neighbouring unsettled events of one subscription: the unit that is
 * loaded, written and forgotten together.
 *
 * <p>Delivery count and delay of an entry are kept by {@link ChunkCodec}; the lease of an entry
 * (its nonce and times) lives here only, so a restart voids it. Not thread-safe.
 */
public final class PendingChunk {

    /** Most entries of a chunk; one bit each in a long. */
    public static final int CAPACITY = 64;

    static final long NEVER = Long.MAX_VALUE;

    private static final int FIRST_CAPACITY = 8;

    private final long id;
    private int size;
    private long[] sequences;
    private long[] acceptedAt;
    private int[] counts;
    private long[] until;
    private long[] nonces;
    private long[] leasedAt;
    private long pending;
    private long leased;
    private long delayed;

    /** When the timer of this chunk rings; {@link #NEVER} while it has none. */
    long alarm = NEVER;

    /** Whether the stored form is older than this one. */
    boolean changed;

    /** Whether it is in the list of chunks with something to hand out. */
    boolean listed;

    /**
     * Makes an empty chunk.
     *
     * @param id the sequence of the first event that is put in; names the chunk for good
     */
    PendingChunk(long id) {
        this.id = id;
        this.sequences = new long[FIRST_CAPACITY];
        this.acceptedAt = new long[FIRST_CAPACITY];
        this.counts = new int[FIRST_CAPACITY];
        this.until = new long[FIRST_CAPACITY];
        this.nonces = EMPTY;
        this.leasedAt = EMPTY;
    }

    private static final long[] EMPTY = {};

    /** {@return the name of this chunk within its subscription; chunks are ordered by it} */
    public long id() {
        return id;
    }

    /** {@return whether nothing is left to settle, so that the stored form can go} */
    public boolean isEmpty() {
        return pending == 0;
    }

    /** {@return how many entries are still to be settled} */
    public int pendingCount() {
        return Long.bitCount(pending);
    }

    /**
     * Visits the events that are still to be settled, in order.
     *
     * @param visitor takes the place of each in its topic
     */
    public void forEachPending(LongConsumer visitor) {
        for (long bits = pending; bits != 0; bits &= bits - 1) {
            visitor.accept(sequences[Long.numberOfTrailingZeros(bits)]);
        }
    }

    /**
     * An event that is still to be settled.
     *
     * @param sequence its place in its topic
     * @param acceptedAt when it was accepted, in milliseconds since the epoch
     * @param deliveryCount how many times it was handed out
     * @param delayedUntil until when a release keeps it back, in milliseconds since the epoch; 0
     *     where none does
     */
    public record Entry(long sequence, long acceptedAt, int deliveryCount, long delayedUntil) {}

    /**
     * Visits the events that are still to be settled with all that is stored of them, in order.
     *
     * @param visitor takes each
     */
    public void forEachEntry(Consumer<Entry> visitor) {
        for (long bits = pending; bits != 0; bits &= bits - 1) {
            int slot = Long.numberOfTrailingZeros(bits);
            long delayedUntil = (delayed & 1L << slot) == 0 ? 0 : until[slot];
            visitor.accept(
                    new Entry(sequences[slot], acceptedAt[slot], counts[slot], delayedUntil));
        }
    }

    /** Returns the slots that are still to be settled, one bit each. */
    long pending() {
        return pending;
    }

    /** Returns the slots under a lock, one bit each. */
    long leased() {
        return leased;
    }

    /** Returns the slots whose release waits for its delay, one bit each. */
    long delayed() {
        return delayed;
    }

    /** Returns the slots that can be handed out, one bit each. */
    long ready() {
        return pending & ~leased & ~delayed;
    }

    boolean isFull() {
        return size == CAPACITY;
    }

    int size() {
        return size;
    }

    /** Adds an entry behind all others; sequences only rise. */
    void add(long sequence, long accepted, int count, long delayedUntil) {
        if (size == sequences.length) {
            grow();
        }
        long bit = 1L << size;
        sequences[size] = sequence;
        acceptedAt[size] = accepted;
        counts[size] = count;
        pending |= bit;
        if (delayedUntil > 0) {
            delayed |= bit;
            until[size] = delayedUntil;
        }
        size++;
    }

    private void grow() {
        int capacity = Math.min(CAPACITY, size * 4);
        sequences = Arrays.copyOf(sequences, capacity);
        acceptedAt = Arrays.copyOf(acceptedAt, capacity);
        counts = Arrays.copyOf(counts, capacity);
        until = Arrays.copyOf(until, capacity);
        if (nonces.length > 0) {
            nonces = Arrays.copyOf(nonces, capacity);
            leasedAt = Arrays.copyOf(leasedAt, capacity);
        }
    }

    /** Returns the slot of an unsettled event, or a negative number where it is not in here. */
    int slotOf(long sequence) {
        int slot = Arrays.binarySearch(sequences, 0, size, sequence);
        return slot >= 0 && (pending & 1L << slot) != 0 ? slot : -1;
    }

    long sequence(int slot) {
        return sequences[slot];
    }

    long acceptedAt(int slot) {
        return acceptedAt[slot];
    }

    int count(int slot) {
        return counts[slot];
    }

    /** Returns when the lock or the delay of the slot ends. */
    long until(int slot) {
        return until[slot];
    }

    long nonce(int slot) {
        return nonces[slot];
    }

    long leasedAt(int slot) {
        return leasedAt[slot];
    }

    /** Hands the slot out: one delivery more, under a lock. */
    void lease(int slot, long nonce, long now, long lockedUntil) {
        if (nonces.length == 0) {
            nonces = new long[sequences.length];
            leasedAt = new long[sequences.length];
        }
        leased |= 1L << slot;
        counts[slot]++;
        until[slot] = lockedUntil;
        nonces[slot] = nonce;
        leasedAt[slot] = now;
    }

    /** Forgets that the slot was handed out once. */
    void uncount(int slot) {
        counts[slot]--;
    }

    void extend(int slot, long lockedUntil) {
        until[slot] = lockedUntil;
    }

    /** Ends the lease of the slot without settling it. */
    void unlock(int slot) {
        leased &= ~(1L << slot);
        forgetLeasesIfNone();
    }

    /** Keeps the slot back until the given time. */
    void delay(int slot, long availableAt) {
        unlock(slot);
        delayed |= 1L << slot;
        until[slot] = availableAt;
    }

    /** Makes the slots available whose delay is over. */
    void endDelays(long now) {
        for (long bits = delayed; bits != 0; bits &= bits - 1) {
            int slot = Long.numberOfTrailingZeros(bits);
            if (until[slot] <= now) {
                delayed &= ~(1L << slot);
            }
        }
    }

    /** Takes the slot out for good. */
    void settle(int slot) {
        long others = ~(1L << slot);
        pending &= others;
        leased &= others;
        delayed &= others;
        forgetLeasesIfNone();
    }

    private void forgetLeasesIfNone() {
        if (leased == 0) {
            nonces = EMPTY;
            leasedAt = EMPTY;
        }
    }

    /** Returns when the first lock or delay in here ends, {@link #NEVER} where there is none. */
    long earliestUntil() {
        long earliest = NEVER;
        for (long bits = leased | delayed; bits != 0; bits &= bits - 1) {
            earliest = Math.min(earliest, until[Long.numberOfTrailingZeros(bits)]);
        }
        return earliest;
    }
}

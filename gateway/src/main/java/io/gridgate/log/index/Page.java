package io.gridgate.log.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.zip.CRC32C;

/**
 * One page of the table: 16 bytes of header (entries, depth, checksum), then 170 slots of key and
 * value, found by open addressing with linear probing. A slot with the value 0 is empty.
 *
 * <p>All methods take the segment that the page is in and where in it the page begins.
 */
final class Page {

    static final int BYTES = 4_096;

    /** A page with more entries is split, so that a probe meets an empty slot soon. */
    static final int ENTRIES_MAX = 144;

    static final int SLOTS = 170;

    private static final int COUNT_AT = 0;
    private static final int DEPTH_AT = 4;
    private static final int CHECKSUM_AT = 8;
    private static final int SLOTS_AT = 16;
    private static final int SLOT_BYTES = 24;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private Page() {}

    static int count(MemorySegment in, long page) {
        return in.get(INT, page + COUNT_AT);
    }

    static void count(MemorySegment in, long page, int count) {
        in.set(INT, page + COUNT_AT, count);
    }

    /** Returns how many leading bits the hashes of all keys in this page share. */
    static int depth(MemorySegment in, long page) {
        return in.get(INT, page + DEPTH_AT);
    }

    /** Empties a page. */
    static void clear(MemorySegment in, long page, int depth) {
        in.asSlice(page, BYTES).fill((byte) 0);
        in.set(INT, page + DEPTH_AT, depth);
    }

    /**
     * Returns the slot where the search for a hash begins; by other bits than those of the page.
     */
    static int home(long hash) {
        return (int) (((hash & 0xFFFF_FFFFL) * SLOTS) >>> 32);
    }

    /** Returns the slot of a key, or the complement of the empty slot where it would be put. */
    static int find(MemorySegment in, long page, long high, long low, long hash) {
        int slot = home(hash);
        for (int probes = 0; probes < SLOTS; probes++) {
            long at = page + SLOTS_AT + (long) slot * SLOT_BYTES;
            if (in.get(LONG, at + 16) == 0) {
                return ~slot;
            }
            if (in.get(LONG, at) == high && in.get(LONG, at + 8) == low) {
                return slot;
            }
            slot = next(slot);
        }
        throw new IllegalStateException("a page of the index has no empty slot");
    }

    static long high(MemorySegment in, long page, int slot) {
        return in.get(LONG, page + SLOTS_AT + (long) slot * SLOT_BYTES);
    }

    static long low(MemorySegment in, long page, int slot) {
        return in.get(LONG, page + SLOTS_AT + (long) slot * SLOT_BYTES + 8);
    }

    /** Returns what a slot has, 0 where it is empty. */
    static long value(MemorySegment in, long page, int slot) {
        return in.get(LONG, page + SLOTS_AT + (long) slot * SLOT_BYTES + 16);
    }

    static void set(MemorySegment in, long page, int slot, long high, long low, long value) {
        long at = page + SLOTS_AT + (long) slot * SLOT_BYTES;
        in.set(LONG, at, high);
        in.set(LONG, at + 8, low);
        in.set(LONG, at + 16, value);
    }

    /** Empties a slot, and moves up what a search would no longer find behind it. */
    static void remove(MemorySegment in, long page, int removed, SipHash hash) {
        int hole = removed;
        for (int slot = next(hole); value(in, page, slot) != 0; slot = next(slot)) {
            long high = high(in, page, slot);
            long low = low(in, page, slot);
            int home = home(hash.of(high, low));
            if (distance(home, slot) >= distance(hole, slot)) {
                set(in, page, hole, high, low, value(in, page, slot));
                hole = slot;
            }
        }
        set(in, page, hole, 0, 0, 0);
        count(in, page, count(in, page) - 1);
    }

    private static int next(int slot) {
        return slot == SLOTS - 1 ? 0 : slot + 1;
    }

    private static int distance(int from, int to) {
        return to >= from ? to - from : to - from + SLOTS;
    }

    /** Writes the checksum of what the page has now. */
    static void seal(MemorySegment in, long page) {
        in.set(INT, page + CHECKSUM_AT, checksum(in, page));
    }

    static boolean isSealed(MemorySegment in, long page) {
        return in.get(INT, page + CHECKSUM_AT) == checksum(in, page);
    }

    /** Over a copy: a bad block met by the checksum itself would end the process. */
    private static int checksum(MemorySegment in, long page) {
        byte[] copy = new byte[BYTES];
        MemorySegment.copy(in, ValueLayout.JAVA_BYTE, page, copy, 0, BYTES);
        CRC32C crc = new CRC32C();
        crc.update(copy, 0, CHECKSUM_AT);
        crc.update(copy, SLOTS_AT, BYTES - SLOTS_AT);
        return (int) crc.getValue();
    }
}

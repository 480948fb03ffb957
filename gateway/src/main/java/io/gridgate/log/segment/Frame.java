package io.gridgate.log.segment;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The form of a round on disk, in big-endian numbers: a header of {@value #HEADER_BYTES} bytes,
 * then entries, then zeros up to a multiple of eight.
 *
 * <pre>
 * header: magic 8, round 8, forced 8, segment 4, body bytes 4, entries 4, CRC of entry headers 4,
 *         salt 4, CRC of this header 4
 * entry:  kind 4, owner 4, number 8, value bytes 4 (-1 removes), CRC of the value 4, the value
 * </pre>
 *
 * <p>All checksums are CRC-32C. The CRC over the entry headers covers those of the values, so that
 * a value can be checked alone when it is read. {@code forced} is the last round that was known to
 * be on disk when this one was written: it tells a tail that was never confirmed from damage. In a
 * merged segment all frames have the number of the last round, and the first in place of the forced
 * one.
 */
final class Frame {

    static final int HEADER_BYTES = 48;
    static final int ENTRY_BYTES = 24;
    static final int REMOVED = -1;

    private static final long MAGIC = 0x4752_4954_4746_5231L;
    private static final int CHECKED_BYTES = HEADER_BYTES - Integer.BYTES;

    static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private Frame() {}

    /**
     * The head of a frame.
     *
     * @param round its number; each round's is one higher than the one before
     * @param forced the last round known to be on disk when this one was written
     * @param segment the last number of the segment it belongs to
     * @param bodyBytes bytes of the entries
     * @param entries how many there are
     * @param entriesChecksum the checksum over their headers
     * @param salt a number that all frames of a segment share and no sender of events knows, so
     *     that no event can pass for a frame
     */
    record Header(
            long round,
            long forced,
            int segment,
            int bodyBytes,
            int entries,
            int entriesChecksum,
            int salt) {

        /** Returns the bytes of the whole frame. */
        int bytes() {
            return aligned(HEADER_BYTES + bodyBytes);
        }

        void write(ByteBuffer target) {
            int at = target.position();
            target.putLong(MAGIC).putLong(round).putLong(forced).putInt(segment);
            target.putInt(bodyBytes).putInt(entries).putInt(entriesChecksum).putInt(salt);
            target.putInt(checksum(target.duplicate().limit(target.position()).position(at)));
        }
    }

    /** Visits the entries of a frame. */
    interface Visitor {
        /**
         * Takes an entry.
         *
         * @param at where its header begins
         * @param length bytes of its value, {@link #REMOVED} for a removal
         */
        void entry(Kind kind, int owner, long number, int at, int length);
    }

    static int aligned(int bytes) {
        return (bytes + 7) & -8;
    }

    static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /**
     * Reads a header, or null where there is none that is whole and of this segment. Cheap where
     * none begins.
     *
     * @param at where to look; a whole header must have room
     */
    static @org.jspecify.annotations.Nullable Header header(
            MemorySegment file, long at, int segment) {
        if (file.get(LONG, at) != MAGIC) {
            return null;
        }
        ByteBuffer bytes = file.asSlice(at, HEADER_BYTES).asByteBuffer();
        if (checksum(bytes.duplicate().limit(CHECKED_BYTES)) != bytes.getInt(CHECKED_BYTES)) {
            return null;
        }
        bytes.position(Long.BYTES);
        Header header =
                new Header(
                        bytes.getLong(),
                        bytes.getLong(),
                        bytes.getInt(),
                        bytes.getInt(),
                        bytes.getInt(),
                        bytes.getInt(),
                        bytes.getInt());
        return header.segment == segment && header.bodyBytes >= 0 ? header : null;
    }

    /** Tells whether all of a frame is as it was written. */
    static boolean isWhole(MemorySegment file, long at, Header header) {
        CRC32C headers = new CRC32C();
        CRC32C value = new CRC32C();
        long end = at + HEADER_BYTES + header.bodyBytes();
        long next = at + HEADER_BYTES;
        for (int i = 0; i < header.entries(); i++) {
            if (next + ENTRY_BYTES > end) {
                return false;
            }
            headers.update(file.asSlice(next, ENTRY_BYTES).asByteBuffer());
            int length = Math.max(0, file.get(INT, next + 16));
            if (length > end - next - ENTRY_BYTES) {
                return false;
            }
            value.reset();
            value.update(file.asSlice(next + ENTRY_BYTES, length).asByteBuffer());
            if ((int) value.getValue() != file.get(INT, next + 20)) {
                return false;
            }
            next += ENTRY_BYTES + length;
        }
        return next == end && (int) headers.getValue() == header.entriesChecksum();
    }

    /** Visits the entries of a frame that is whole. */
    static void entries(MemorySegment file, long at, Header header, Visitor visitor) {
        int next = (int) at + HEADER_BYTES;
        for (int i = 0; i < header.entries(); i++) {
            int length = file.get(INT, next + 16L);
            visitor.entry(
                    Kind.of(file.get(INT, next)),
                    file.get(INT, next + 4L),
                    file.get(LONG, next + 8L),
                    next,
                    length);
            next += ENTRY_BYTES + Math.max(0, length);
        }
    }
}

package io.gridgate.log.segment;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Records that are written together or not at all, collected in the form they have on disk. For one
 * thread.
 */
public final class Round {

    private static final int FIRST_BYTES = 64 << 10;
    private static final int KEPT_BYTES_MAX = 8 << 20;

    private final CRC32C crc = new CRC32C();
    private ByteBuffer frame = ByteBuffer.allocateDirect(FIRST_BYTES);
    private int[] entriesAt = new int[64];
    private int entries;

    /** Makes an empty round. */
    public Round() {
        clear();
    }

    /**
     * Puts a record.
     *
     * @param kind its kind
     * @param owner whose it is
     * @param number its number
     * @param value an array that begins with the value
     * @param length bytes of the value
     */
    public void put(Kind kind, int owner, long number, byte[] value, int length) {
        crc.reset();
        crc.update(value, 0, length);
        entry(kind, owner, number, length, (int) crc.getValue());
        frame.put(value, 0, length);
    }

    /**
     * Puts a record.
     *
     * @param kind its kind
     * @param owner whose it is
     * @param number its number
     * @param value the value
     */
    public void put(Kind kind, int owner, long number, byte[] value) {
        put(kind, owner, number, value, value.length);
    }

    /**
     * Removes a record.
     *
     * @param kind chunks; others are not removed by writing
     * @param owner whose it is
     * @param number its number
     */
    public void remove(Kind kind, int owner, long number) {
        if (kind != Kind.CHUNKS) {
            throw new IllegalArgumentException("only chunks are removed by a round, not " + kind);
        }
        entry(kind, owner, number, Frame.REMOVED, 0);
    }

    private void entry(Kind kind, int owner, long number, int length, int checksum) {
        reserve(Frame.ENTRY_BYTES + Math.max(0, length));
        if (entries == entriesAt.length) {
            entriesAt = Arrays.copyOf(entriesAt, entries * 2);
        }
        entriesAt[entries++] = frame.position();
        frame.putInt(kind.code()).putInt(owner).putLong(number).putInt(length).putInt(checksum);
    }

    private void reserve(int bytes) {
        int needed = Math.addExact(frame.position() + Long.BYTES, bytes);
        if (needed > frame.capacity()) {
            ByteBuffer larger = ByteBuffer.allocateDirect(Math.max(needed, frame.capacity() * 2));
            frame = larger.put(frame.flip());
        }
    }

    /** {@return whether nothing was put or removed} */
    public boolean isEmpty() {
        return entries == 0;
    }

    /** {@return the bytes that this round will have on disk} */
    public int bytes() {
        return Frame.aligned(frame.position());
    }

    /** Empties the round. */
    public void clear() {
        if (frame.capacity() > KEPT_BYTES_MAX) {
            frame = ByteBuffer.allocateDirect(FIRST_BYTES);
        }
        frame.clear().position(Frame.HEADER_BYTES);
        entries = 0;
    }

    /** Returns the whole frame, ready to be written; valid until the next change. */
    ByteBuffer seal(int segment, int salt, long round, long forced) {
        int end = frame.position();
        ByteBuffer view = frame.duplicate();
        crc.reset();
        for (int i = 0; i < entries; i++) {
            crc.update(view.limit(entriesAt[i] + Frame.ENTRY_BYTES).position(entriesAt[i]));
        }
        int checksum = (int) crc.getValue();
        int body = end - Frame.HEADER_BYTES;
        new Frame.Header(round, forced, segment, body, entries, checksum, salt)
                .write(frame.duplicate().position(0));
        ByteBuffer sealed = frame.duplicate();
        while (sealed.position() < bytes()) {
            sealed.put((byte) 0);
        }
        return sealed.flip();
    }

    /** Visits the entries as they are once the frame stands at a place of its segment. */
    void entries(int frameAt, Frame.Visitor visitor) {
        for (int i = 0; i < entries; i++) {
            int at = entriesAt[i];
            visitor.entry(
                    Kind.of(frame.getInt(at)),
                    frame.getInt(at + 4),
                    frame.getLong(at + 8),
                    frameAt + at,
                    frame.getInt(at + 16));
        }
    }
}

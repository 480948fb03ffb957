package io.gridgate.log.segment;

import io.gridgate.log.LogException;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;

/**
 * One file of the log, mapped for reading. Any thread may read a value between {@link #acquire} and
 * {@link #release}; the file is unmapped when it is retired and nobody reads.
 */
final class Segment {

    private final SegmentName name;
    private final Path file;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment bytes;

    /** Readers, and one for the store; zero once it is unmapped. */
    private final AtomicInteger users = new AtomicInteger(1);

    private volatile Runnable whenUnmapped = () -> {};

    private Segment(SegmentName name, Path file, FileChannel channel, long size)
            throws IOException {
        this.name = name;
        this.file = file;
        try {
            this.bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
        } catch (Throwable e) {
            arena.close();
            throw e;
        }
    }

    /** Maps a file as far as it goes now. */
    static Segment open(SegmentName name, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new Segment(name, file, channel, channel.size());
        }
    }

    SegmentName name() {
        return name;
    }

    Path file() {
        return file;
    }

    /** Returns the bytes of the file; may be larger than what was written. */
    MemorySegment bytes() {
        return bytes;
    }

    /** Maps another file for as long as this one is. */
    MemorySegment mapAlong(Path other) throws IOException {
        try (FileChannel channel = FileChannel.open(other, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    /** Keeps the file mapped until {@link #release}; false if it is unmapped already. */
    boolean acquire() {
        for (int now = users.get(); now > 0; now = users.get()) {
            if (users.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    void release() {
        if (users.decrementAndGet() == 0) {
            arena.close();
            whenUnmapped.run();
        }
    }

    /** Lets go of the file for good. */
    void retire(Runnable afterwards) {
        whenUnmapped = afterwards;
        release();
    }

    /**
     * Reads the value of an entry.
     *
     * @param at where the entry begins
     * @param length bytes of its value
     * @throws LogException if it is not as it was written, or the disk fails
     */
    byte[] read(int at, int length) {
        byte[] value = new byte[length];
        long from = (long) at + Frame.ENTRY_BYTES;
        try {
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, from, value, 0, length);
            CRC32C crc = new CRC32C();
            crc.update(value, 0, length);
            if ((int) crc.getValue() == bytes.get(Frame.INT, at + 20L)) {
                return value;
            }
        } catch (InternalError e) {
            throw new LogException(
                    "cannot read " + file + " at byte " + from + ": the disk failed", e);
        }
        throw new LogException(
                "the log is damaged: "
                        + length
                        + " bytes at byte "
                        + from
                        + " of "
                        + file
                        + " do not have the checksum they were written with; restore the folder from a"
                        + " back-up");
    }

    @Override
    public String toString() {
        return "segment " + name;
    }
}

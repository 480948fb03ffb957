package io.gridgate.log.segment;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A part of a file that moves along it, read into memory of its own. A bad block is an exception
 * here; in mapped memory it is a signal, which ends the process where a checksum is under way, and
 * so is a hole in a file of a full tmpfs. For one thread.
 */
final class ScanWindow implements AutoCloseable {

    private static final int BYTES_MIN = 1 << 20;

    private final Path file;
    private final FileChannel channel;
    private final long size;
    private Arena arena = Arena.ofConfined();
    private MemorySegment window = arena.allocate(BYTES_MIN);
    private long from;
    private long to;

    /**
     * Opens a file.
     *
     * @param size how many of its bytes to look at
     */
    ScanWindow(Path file, long size) throws IOException {
        this.file = file;
        this.size = size;
        try {
            this.channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (Throwable e) {
            arena.close();
            throw e;
        }
    }

    /** Returns how many bytes there are from a place on. */
    long left(long at) {
        return size - at;
    }

    /** Returns the memory of the window, until it is moved. */
    MemorySegment memory() {
        return window;
    }

    /**
     * Has some bytes of the file in the window, and returns where in it they begin.
     *
     * @param at where they begin in the file
     * @param length how many, at most {@link #left}
     */
    long show(long at, int length) throws IOException {
        if (at < from || at + length > to) {
            move(at, length);
        }
        return at - from;
    }

    private void move(long at, int length) throws IOException {
        if (length > window.byteSize()) {
            arena.close();
            arena = Arena.ofConfined();
            window = arena.allocate(length);
        }
        from = at;
        to = at;
        ByteBuffer target = window.asByteBuffer();
        target.limit((int) Math.min(target.capacity(), left(at)));
        while (target.hasRemaining()) {
            int count = channel.read(target, to);
            if (count < 0) {
                throw new EOFException(file + " has become shorter than " + size + " bytes");
            }
            to += count;
        }
    }

    @Override
    public void close() throws IOException {
        arena.close();
        channel.close();
    }
}

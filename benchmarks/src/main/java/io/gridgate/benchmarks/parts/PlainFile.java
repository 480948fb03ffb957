package io.gridgate.benchmarks.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The least that a durable log must do: one thread appends what waits to a file, forces it, and
 * wakes the callers. No index, no dedup, nothing to read again. For any number of threads.
 */
final class PlainFile implements AutoCloseable {

    private static final int ROUND_MAX = 1_024;

    private final FileChannel file;
    private final Queue<Write> writes = new ConcurrentLinkedQueue<>();
    private final Thread writer;
    private volatile boolean closed;

    /** What one caller wants on disk. */
    private static final class Write {
        private final Thread caller = Thread.currentThread();
        private final List<byte[]> records;
        private volatile boolean done;

        Write(List<byte[]> records) {
            this.records = records;
        }
    }

    PlainFile(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        writer = Thread.ofPlatform().name("plain-writer").daemon().start(this::run);
    }

    /** Returns when the records are on disk. */
    void append(List<byte[]> records) {
        Write write = new Write(records);
        writes.add(write);
        LockSupport.unpark(writer);
        while (!write.done) {
            LockSupport.park(this);
        }
    }

    private void run() {
        List<Write> round = new ArrayList<>();
        while (!closed) {
            while (round.size() < ROUND_MAX && writes.peek() != null) {
                round.add(writes.remove());
            }
            if (round.isEmpty()) {
                LockSupport.park(this);
                continue;
            }
            try {
                write(round);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            round.forEach(write -> {
                write.done = true;
                LockSupport.unpark(write.caller);
            });
            round.clear();
        }
    }

    private void write(List<Write> round) throws IOException {
        int size = 0;
        for (Write write : round) {
            for (byte[] record : write.records) {
                size += record.length;
            }
        }
        ByteBuffer buffer = ByteBuffer.allocate(size);
        round.forEach(write -> write.records.forEach(buffer::put));
        buffer.flip();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        file.force(false);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        LockSupport.unpark(writer);
        file.close();
    }
}

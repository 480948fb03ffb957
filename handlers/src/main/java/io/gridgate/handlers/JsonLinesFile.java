package io.gridgate.handlers;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A file of lines that is appended to, whole lines only. Appending is for one thread at a time;
 * {@link #force} may be called by many.
 */
final class JsonLinesFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JsonLinesFile.class);
    private static final int CHUNK = 1 << 16;

    private final Path path;
    private final FileChannel channel;
    private final ReentrantLock forcing = new ReentrantLock();

    /** Where the last whole line ends; written by the appending thread only. */
    private volatile long length;

    /** Up to where the file is on disk; guarded by {@code forcing}. */
    private long forced;

    private JsonLinesFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens a file, gives every whole line to a reader, and cuts off what follows the last of them.
     * A line that the reader throws on is logged and left as it is.
     */
    static JsonLinesFile open(Path path, Consumer<byte[]> reader) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            JsonLinesFile file = new JsonLinesFile(path, channel);
            file.lockForThisProcess();
            file.readLines(reader);
            return file;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void lockForThisProcess() throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException(path + " is open in this process already", e);
        }
        throw new IOException(path + " is in use by another process");
    }

    private void readLines(Consumer<byte[]> reader) throws IOException {
        byte[] chunk = new byte[CHUNK];
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long position = 0;
        int size;
        while ((size = channel.read(ByteBuffer.wrap(chunk), position)) > 0) {
            int from = 0;
            for (int i = 0; i < size; i++) {
                if (chunk[i] == '\n') {
                    line.write(chunk, from, i - from);
                    from = i + 1;
                    length = position + from;
                    read(reader, line.toByteArray());
                    line.reset();
                }
            }
            line.write(chunk, from, size - from);
            position += size;
        }
        if (line.size() > 0) {
            repairEnd(reader, line.toByteArray());
        }
        forced = length;
    }

    private void read(Consumer<byte[]> reader, byte[] line) {
        if (line.length > 0) {
            try {
                reader.accept(line);
            } catch (RuntimeException e) {
                LOG.warn("{}: the line that ends at {} is no event", path, length, e);
            }
        }
    }

    /** A last line without its end is kept if it is whole, as an editor may leave it. */
    private void repairEnd(Consumer<byte[]> reader, byte[] rest) throws IOException {
        try {
            reader.accept(rest);
            append(rest);
        } catch (RuntimeException e) {
            LOG.warn("{}: removed {} bytes of a line that was cut short", path, rest.length);
            channel.truncate(length);
        }
        channel.force(false);
    }

    /** Appends a line; on failure the file is as it was. */
    void append(byte[] line) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        long start = length;
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, start + bytes.position());
            }
        } catch (IOException e) {
            channel.truncate(start);
            throw e;
        }
        length = start + bytes.limit();
    }

    /** Returns where the last whole line ends. */
    long length() {
        return length;
    }

    /** Forces the file to disk up to a position at least; one force serves all who wait for it. */
    void force(long upTo) throws IOException {
        forcing.lock();
        try {
            if (forced < upTo) {
                long reached = length;
                channel.force(false);
                forced = reached;
            }
        } finally {
            forcing.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

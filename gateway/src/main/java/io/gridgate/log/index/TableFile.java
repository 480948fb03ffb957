package io.gridgate.log.index;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The pages of the table, mapped into memory: page 0 has the {@link Mark}, the others are numbered
 * in the order in which they were taken. The mapping grows by chunks, each as large as all before,
 * and nothing is ever mapped anew.
 *
 * <p>Space is taken by writing it before it is mapped memory that somebody stores into: a store
 * into a hole of a file on a full disk would end in a signal instead of an exception.
 */
final class TableFile implements AutoCloseable {

    private static final int CHUNK_BITS = 4;
    private static final int GROWTH_PAGES_MIN = 4;
    private static final int GROWTH_PAGES_MAX = 256;

    private final Path path;
    private final FileChannel channel;
    private final Arena arena = Arena.ofShared();

    /** Pages that this process has made or has checked. */
    private final BitSet trusted = new BitSet();

    private MemorySegment[] chunks = {};
    private int pages;
    private int pagesWritten;

    private TableFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes a new file in place of the one that is there. */
    static TableFile create(Path path) throws IOException {
        Files.deleteIfExists(path);
        FileChannel channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        TableFile file = new TableFile(path, channel);
        try {
            file.take();
        } catch (UncheckedIOException e) {
            file.close();
            throw e.getCause();
        }
        return file;
    }

    static TableFile open(Path path) throws IOException {
        return new TableFile(
                path, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** Returns the mark of a file that was closed cleanly. */
    @Nullable Mark mark() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Mark.BYTES);
        return read(bytes, 0) ? Mark.decode(bytes.flip()) : null;
    }

    /** Removes the mark, durably. */
    void unmark() throws IOException {
        write(ByteBuffer.allocate(Mark.BYTES), 0);
        channel.force(false);
    }

    /** Takes up the pages of a marked file, and returns the directory, null if it is damaged. */
    int @Nullable [] load(Mark mark) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES << mark.depth());
        if (!read(bytes, (long) mark.pages() * Page.BYTES)
                || Directory.checksum(bytes.flip()) != mark.directoryChecksum()) {
            return null;
        }
        map(mark.pages() - 1);
        pages = mark.pages();
        pagesWritten = pages;
        return Directory.decode(bytes);
    }

    /** Writes all that is needed to open the file again, the mark last. */
    void save(int[] directory, Mark mark) throws IOException {
        for (int page = trusted.nextSetBit(1); page > 0; page = trusted.nextSetBit(page + 1)) {
            Page.seal(chunk(page), offset(page));
        }
        write(Directory.encode(directory), (long) pages * Page.BYTES);
        for (MemorySegment chunk : chunks) {
            chunk.force();
        }
        channel.force(true);
        write(mark.encode(), 0);
        channel.force(true);
    }

    int pages() {
        return pages;
    }

    /**
     * Takes a page.
     *
     * @throws UncheckedIOException if there is no space for it; nothing is changed then
     */
    int take() {
        if (pages == pagesWritten) {
            extend();
        }
        trusted.set(pages);
        return pages++;
    }

    private void extend() {
        int step = Math.clamp(pages / 8, GROWTH_PAGES_MIN, GROWTH_PAGES_MAX);
        try {
            map(pagesWritten + step - 1);
            write(ByteBuffer.allocate(step * Page.BYTES), (long) pagesWritten * Page.BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pagesWritten += step;
    }

    /** Returns the segment in which a page is, checked if it was read from disk. */
    MemorySegment chunk(int page) {
        MemorySegment chunk = chunks[chunkOf(page)];
        if (!trusted.get(page)) {
            check(chunk, page);
        }
        return chunk;
    }

    /** Returns where in its segment a page begins. */
    static long offset(int page) {
        return (long) (page - firstOf(chunkOf(page))) * Page.BYTES;
    }

    private void check(MemorySegment chunk, int page) {
        if (!Page.isSealed(chunk, offset(page))) {
            throw new UncheckedIOException(
                    new IOException("page " + page + " of the index is damaged"));
        }
        trusted.set(page);
    }

    private static int chunkOf(int page) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(page >>> CHUNK_BITS);
    }

    private static int firstOf(int chunk) {
        return chunk == 0 ? 0 : 1 << (CHUNK_BITS + chunk - 1);
    }

    /** Maps the chunks up to a page; what the file lacks becomes a hole. */
    private void map(int lastPage) throws IOException {
        for (int chunk = chunks.length; chunk <= chunkOf(lastPage); chunk++) {
            long from = (long) firstOf(chunk) * Page.BYTES;
            long bytes = (long) firstOf(chunk + 1) * Page.BYTES - from;
            MemorySegment mapped = channel.map(FileChannel.MapMode.READ_WRITE, from, bytes, arena);
            chunks = Arrays.copyOf(chunks, chunk + 1);
            chunks[chunk] = mapped;
        }
    }

    private boolean read(ByteBuffer target, long from) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target, from + target.position()) < 0) {
                return false;
            }
        }
        return true;
    }

    private void write(ByteBuffer source, long to) throws IOException {
        while (source.hasRemaining()) {
            channel.write(source, to + source.position());
        }
    }

    void delete() throws IOException {
        close();
        Files.deleteIfExists(path);
    }

    /** Unmaps and closes the file as it is. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            arena.close();
            channel.close();
        }
    }
}

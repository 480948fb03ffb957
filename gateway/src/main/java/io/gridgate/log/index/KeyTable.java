package io.gridgate.log.index;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An index from 128-bit keys to numbers of zero or more, in one memory-mapped file.
 *
 * <p>Extendible hashing: the leading bits of a key's hash choose an entry of the directory, which
 * names the page of 4 KiB that has all keys of these bits. A page that is full is split in two, so
 * no operation does more than that (but for doubling the directory, which is a copy of some four
 * bytes per hundred keys). Some 40 bytes of file per key; the pages are page cache, which the
 * system may write out and take back, and only the directory is heap. A page is never given back,
 * but its slots are used again.
 *
 * <p>The hash is keyed at random per file: who chooses the keys cannot choose their page.
 *
 * <p>The file is no truth of its own. It is believed only if it was {@linkplain #close(long)
 * closed} with the position that whoever opens it expects; the first change takes that mark away
 * again, and a page that was read from disk is checked before its first use. In all other cases the
 * caller makes a new one.
 *
 * <p>Used by one thread at a time. A failure to read or write the file is an {@link
 * UncheckedIOException}, or, where only the system notices it, an {@link InternalError}; after
 * either the table is good for nothing but {@link #discard()}.
 */
public final class KeyTable implements AutoCloseable {

    /** The answer where a key is not in the table. */
    public static final long ABSENT = -1;

    private static final int DEPTH_MAX = 28;

    private final TableFile file;
    private final SipHash hash;
    private int[] directory;
    private int depth;
    private long size;
    private @Nullable Mark mark;

    private KeyTable(TableFile file, SipHash hash, int[] directory, int depth) {
        this.file = file;
        this.hash = hash;
        this.directory = directory;
        this.depth = depth;
    }

    /**
     * Makes an empty table in place of the file that is there.
     *
     * @param path the file
     * @return the table
     */
    public static KeyTable create(Path path) {
        try {
            TableFile file = TableFile.create(path);
            return new KeyTable(file, SipHash.random(), new int[] {file.take()}, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the index " + path, e);
        }
    }

    /**
     * Opens a table.
     *
     * @param path the file
     * @param position the position with which it must have been closed
     * @return the table; empty if there is none, or none that can be believed
     */
    public static Optional<KeyTable> open(Path path, long position) {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            TableFile file = TableFile.open(path);
            KeyTable table = null;
            try {
                table = read(file, position);
            } finally {
                if (table == null) {
                    file.close();
                }
            }
            return Optional.ofNullable(table);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the index " + path, e);
        }
    }

    private static @Nullable KeyTable read(TableFile file, long position) throws IOException {
        Mark mark = file.mark();
        if (mark == null || mark.position() != position) {
            return null;
        }
        int[] directory = file.load(mark);
        if (directory == null) {
            return null;
        }
        KeyTable table = new KeyTable(file, mark.hash(), directory, mark.depth());
        table.size = mark.size();
        table.mark = mark;
        return table;
    }

    /** {@return how many keys there are} */
    public long size() {
        return size;
    }

    /**
     * {@return the number of a key, or {@link #ABSENT}}
     *
     * @param high the first half of the key
     * @param low the second half
     */
    public long get(long high, long low) {
        long hashed = hash.of(high, low);
        int page = directory[index(hashed)];
        MemorySegment chunk = file.chunk(page);
        long at = TableFile.offset(page);
        int slot = Page.find(chunk, at, high, low, hashed);
        return slot < 0 ? ABSENT : Page.value(chunk, at, slot) - 1;
    }

    /**
     * Puts a key, or gives it another number.
     *
     * @param high the first half of the key
     * @param low the second half
     * @param number the number, zero or more
     */
    public void put(long high, long low, long number) {
        unmark();
        long hashed = hash.of(high, low);
        while (true) {
            int page = directory[index(hashed)];
            MemorySegment chunk = file.chunk(page);
            long at = TableFile.offset(page);
            int slot = Page.find(chunk, at, high, low, hashed);
            int count = Page.count(chunk, at);
            if (slot >= 0) {
                Page.set(chunk, at, slot, high, low, number + 1);
                return;
            }
            if (count < Page.ENTRIES_MAX) {
                Page.set(chunk, at, ~slot, high, low, number + 1);
                Page.count(chunk, at, count + 1);
                size++;
                return;
            }
            split(index(hashed));
        }
    }

    /**
     * Removes a key if it has the given number.
     *
     * @param high the first half of the key
     * @param low the second half
     * @param number the number
     */
    public void remove(long high, long low, long number) {
        unmark();
        long hashed = hash.of(high, low);
        int page = directory[index(hashed)];
        MemorySegment chunk = file.chunk(page);
        long at = TableFile.offset(page);
        int slot = Page.find(chunk, at, high, low, hashed);
        if (slot >= 0 && Page.value(chunk, at, slot) == number + 1) {
            Page.remove(chunk, at, slot, hash);
            size--;
        }
    }

    private int index(long hashed) {
        return depth == 0 ? 0 : (int) (hashed >>> (Long.SIZE - depth));
    }

    /** Moves the upper half of a page's keys to a new page. */
    private void split(int index) {
        int page = directory[index];
        int local = Page.depth(file.chunk(page), TableFile.offset(page));
        if (local == DEPTH_MAX) {
            throw new IllegalStateException("the index has no room for " + size + " keys");
        }
        int fresh = file.take();
        int at = index;
        if (local == depth) {
            doubleDirectory();
            at = index * 2;
        }
        move(page, fresh, local + 1);
        int span = 1 << (depth - local);
        int first = at & -span;
        for (int i = first + span / 2; i < first + span; i++) {
            directory[i] = fresh;
        }
    }

    private void doubleDirectory() {
        int[] doubled = new int[directory.length * 2];
        for (int i = 0; i < doubled.length; i++) {
            doubled[i] = directory[i / 2];
        }
        directory = doubled;
        depth++;
    }

    private void move(int page, int fresh, int newDepth) {
        MemorySegment chunk = file.chunk(page);
        long at = TableFile.offset(page);
        MemorySegment upper = file.chunk(fresh);
        long upperAt = TableFile.offset(fresh);
        MemorySegment old = MemorySegment.ofArray(new long[Page.BYTES / Long.BYTES]);
        MemorySegment.copy(chunk, at, old, 0, Page.BYTES);
        Page.clear(chunk, at, newDepth);
        Page.clear(upper, upperAt, newDepth);
        for (int slot = 0; slot < Page.SLOTS; slot++) {
            long value = Page.value(old, 0, slot);
            if (value != 0) {
                long high = Page.high(old, 0, slot);
                long low = Page.low(old, 0, slot);
                long hashed = hash.of(high, low);
                boolean up = (hashed >>> (Long.SIZE - newDepth) & 1) != 0;
                add(up ? upper : chunk, up ? upperAt : at, high, low, value, hashed);
            }
        }
    }

    private static void add(
            MemorySegment chunk, long at, long high, long low, long value, long hashed) {
        Page.set(chunk, at, ~Page.find(chunk, at, high, low, hashed), high, low, value);
        Page.count(chunk, at, Page.count(chunk, at) + 1);
    }

    private void unmark() {
        if (mark != null) {
            try {
                file.unmark();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the index", e);
            }
            mark = null;
        }
    }

    /**
     * Closes the table so that it can be opened again.
     *
     * @param position the position that the opener will have to know
     */
    public void close(long position) {
        try (file) {
            if (mark == null || mark.position() != position) {
                unmark();
                int checksum = Directory.checksum(Directory.encode(directory));
                file.save(directory, new Mark(position, hash, size, file.pages(), depth, checksum));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the index", e);
        }
    }

    /** Closes the table and removes its file. */
    public void discard() {
        try {
            file.delete();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the index", e);
        }
    }

    /** Closes the table; the next open will not believe it, unless nothing was changed. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the index", e);
        }
    }
}

package io.gridgate.log.segment;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has the next segment ready, so that nobody waits for its file. Files of segments that are gone
 * are used again: what was written once is written faster the second time. Used by the thread that
 * writes, but for {@link #recycle}.
 */
final class Spares implements AutoCloseable {

    private static final int RECYCLED_MAX = 2;

    private final Path folder;
    private final Disk disk;
    private final int segmentBytes;
    private final ExecutorService thread;
    private final Queue<Path> recycled = new ConcurrentLinkedQueue<>();
    private final AtomicInteger recycledCount = new AtomicInteger();
    private @Nullable CompletableFuture<SegmentWriter> next;
    private int nextNumber;

    Spares(Path folder, Disk disk, int segmentBytes, Background background) {
        this.folder = folder;
        this.disk = disk;
        this.segmentBytes = segmentBytes;
        this.thread = background.thread("log-spares");
    }

    /** Returns a new segment that is on disk as an empty one, with room for some bytes. */
    SegmentWriter take(int number, long bytes) throws IOException {
        SegmentWriter ready = ready(number);
        if (ready != null && !ready.hasRoom(bytes)) {
            discard(ready);
            ready = null;
        }
        SegmentWriter taken = ready == null ? make(number, bytes) : ready;
        nextNumber = number + 1;
        next = CompletableFuture.supplyAsync(() -> makeUnchecked(number + 1), thread);
        return taken;
    }

    private @Nullable SegmentWriter ready(int number) throws IOException {
        CompletableFuture<SegmentWriter> preparing = next;
        next = null;
        if (preparing == null) {
            return null;
        }
        SegmentWriter ready;
        try {
            ready = preparing.join();
        } catch (CompletionException _) {
            return null; // making it now will say what is wrong
        }
        if (nextNumber == number) {
            return ready;
        }
        discard(ready);
        return null;
    }

    private SegmentWriter makeUnchecked(int number) {
        try {
            return make(number, 0);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private SegmentWriter make(int number, long bytes) throws IOException {
        SegmentName name = SegmentName.single(number);
        Path file = name.log(folder);
        Path old = recycled.poll();
        if (old != null) {
            recycledCount.decrementAndGet();
            disk.move(old, file);
        }
        SegmentWriter writer = new SegmentWriter(disk, name, file, Math.max(segmentBytes, bytes));
        try {
            writer.forceWhole();
            disk.forceFolder(folder);
            return writer;
        } catch (Throwable e) {
            discard(writer);
            throw e;
        }
    }

    private void discard(SegmentWriter unused) throws IOException {
        unused.close();
        unused.content().segment().release();
        disk.delete(unused.content().segment().file());
    }

    /** Takes a file that nobody reads any more; from any thread. */
    void recycle(Path file) {
        try {
            if (recycledCount.incrementAndGet() <= RECYCLED_MAX) {
                Path spare = file.resolveSibling(file.getFileName() + ".tmp");
                disk.move(file, spare);
                recycled.add(spare);
            } else {
                recycledCount.decrementAndGet();
                disk.delete(file);
            }
        } catch (IOException _) {
            recycledCount.decrementAndGet(); // the next start removes it
        }
    }

    @Override
    public void close() throws IOException {
        thread.close();
        SegmentWriter unused = ready(nextNumber);
        if (unused != null) {
            discard(unused);
        }
        for (Path each = recycled.poll(); each != null; each = recycled.poll()) {
            disk.delete(each);
        }
    }
}

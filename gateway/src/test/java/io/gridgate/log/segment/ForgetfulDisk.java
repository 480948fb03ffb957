package io.gridgate.log.segment;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A disk that forces nothing, but knows which rounds of a thread would be lost with the power, and
 * whose next round can fail. What a segment begins with is not counted: it repeats what is there.
 */
public final class ForgetfulDisk implements Disk {

    /** What happens to the next round that is written. */
    public enum Fault {
        /** It is written. */
        NONE,
        /** It fails, and nothing is written. */
        REFUSED,
        /** It fails, and all is written nevertheless. */
        UNSURE
    }

    private record Written(Path file, long at, int length) {}

    private final Thread writer = Thread.currentThread();
    private final boolean forces;
    private final List<Written> unforced = new ArrayList<>();
    private Fault fault = Fault.NONE;
    private int writes;

    /**
     * Makes a disk for the thread that calls.
     *
     * @param forces whether it keeps what it was told to force
     */
    public ForgetfulDisk(boolean forces) {
        this.forces = forces;
    }

    /** Opens a store on this disk. */
    public SegmentStore open(Path folder, int segmentBytes) {
        SegmentStore store =
                SegmentStore.open(folder, new StoreOptions(segmentBytes), this, Background.THREADS);
        unforced.clear(); // an open store has confirmed what it found
        return store;
    }

    /** Chooses what happens to the next round. */
    public void failNextWrite(Fault next) {
        fault = next;
    }

    /** Returns how many rounds were written. */
    public int writeCount() {
        return writes;
    }

    /**
     * Copies a folder as it is after the power was lost.
     *
     * @param kept of the rounds that were not forced, how many are there at the most
     * @return how many are not
     */
    public int copy(Path from, Path to, int kept) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : (Iterable<Path>) files::iterator) {
                copy(file, to.resolve(file.getFileName()));
            }
            List<Written> lost = unforced.subList(Math.min(kept, unforced.size()), unforced.size());
            for (Written each : lost) {
                Path target = to.resolve(each.file().getFileName());
                try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.allocate(each.length()), each.at());
                }
            }
            return lost.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What others are about to rename may be gone. */
    private static void copy(Path from, Path to) throws IOException {
        try {
            Files.copy(from, to);
        } catch (NoSuchFileException _) {
            Files.deleteIfExists(to);
        }
    }

    @Override
    public FileChannel open(Path file) throws IOException {
        return new ForwardingChannel(Disk.REAL.open(file)) {
            @Override
            public int write(ByteBuffer source, long position) throws IOException {
                return ForgetfulDisk.this.write(file, source, position, channel());
            }

            @Override
            public void force(boolean metaData) {
                if (forces && Thread.currentThread().equals(writer)) {
                    unforced.removeIf(each -> each.file().equals(file));
                }
            }
        };
    }

    private int write(Path file, ByteBuffer source, long at, FileChannel channel)
            throws IOException {
        int length = source.remaining();
        boolean isRound = Thread.currentThread().equals(writer) && length > 1 && at > 0;
        if (!isRound) {
            return channel.write(source, at);
        }
        Fault now = fault;
        fault = Fault.NONE;
        if (now == Fault.REFUSED) {
            throw new IOException("the disk is full");
        }
        writes++;
        unforced.add(new Written(file, at, length));
        int written = channel.write(source, at);
        if (now == Fault.UNSURE) {
            throw new IOException("the disk failed after it had written");
        }
        return written;
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        REAL.move(from, to);
    }

    @Override
    public boolean delete(Path file) throws IOException {
        return REAL.delete(file);
    }

    @Override
    public void forceFolder(@Nullable Path folder) {
        // names are there as soon as they are made
    }
}

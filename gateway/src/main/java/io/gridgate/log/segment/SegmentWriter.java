package io.gridgate.log.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Appends rounds to one segment. For one thread. */
final class SegmentWriter implements AutoCloseable {

    private static final SecureRandom SALTS = new SecureRandom();

    private final int salt = SALTS.nextInt();
    private final FileChannel channel;
    private final Segment segment;
    private final Content content;
    private int forcedEnd;

    /**
     * Begins to write a file that is empty, or of no use any more.
     *
     * @param bytes how long to make it; it may become longer
     */
    SegmentWriter(Disk disk, SegmentName name, Path file, long bytes) throws IOException {
        channel = disk.open(file);
        try {
            if (channel.size() < bytes) {
                channel.write(ByteBuffer.allocate(1), bytes - 1);
            } else {
                channel.truncate(bytes);
            }
            segment = Segment.open(name, file);
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
        content = Content.collected(segment);
    }

    Content content() {
        return content;
    }

    /** Tells whether a round fits. */
    boolean hasRoom(long bytes) {
        return content.end() + bytes <= segment.bytes().byteSize();
    }

    /** Writes a round behind the last one, and returns where it begins. */
    int append(Round round, long number, long forced) throws IOException {
        int at = content.end();
        ByteBuffer frame = round.seal(segment.name().last(), salt, number, forced);
        for (long to = at; frame.hasRemaining(); ) {
            to += channel.write(frame, to);
        }
        content.add(number, at + round.bytes());
        return at;
    }

    /** Returns when all that was appended is on disk. */
    void force() throws IOException {
        if (forcedEnd < content.end()) {
            channel.force(false);
            forcedEnd = content.end();
        }
    }

    /** Returns when the file is on disk with its length. */
    void forceWhole() throws IOException {
        channel.force(true);
    }

    /** Gives the space behind the last round back, and puts the whole file on disk. */
    void finish() throws IOException {
        channel.truncate(content.end());
        channel.force(true);
    }

    /** Closes the file; it stays mapped. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}

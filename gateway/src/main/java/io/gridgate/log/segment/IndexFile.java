package io.gridgate.log.segment;

import io.gridgate.log.LogException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The file beside a segment that says where its records are, so that a start does not read the
 * segment. It is made from the segment, and made again where it is missing or not as it was
 * written.
 *
 * <pre>
 * magic 8, format 4, end of the segment's last frame 4, first round 8, last round 8, runs 4,
 * CRC-32C of all else 4; then per run kind 4, owner 4, records 4, bytes of values 4, and what
 * {@link StoredRun} reads, up to a multiple of eight
 * </pre>
 */
final class IndexFile {

    private static final long MAGIC = 0x4752_4944_5849_4458L;
    private static final int FORMAT = 1;
    private static final int HEADER_BYTES = 40;
    private static final int CHECKSUM_AT = HEADER_BYTES - Integer.BYTES;
    private static final int RUN_BYTES = 16;
    private static final int COPY_BYTES = 64 << 10;

    private IndexFile() {}

    /** Writes the index of a segment to which nothing is added any more. */
    static void write(Content content, Path file, Disk disk) throws IOException {
        ByteBuffer bytes = encode(content);
        Path part = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel = disk.open(part)) {
            channel.truncate(0);
            for (long to = 0; bytes.hasRemaining(); ) {
                to += channel.write(bytes, to);
            }
        } catch (IOException e) {
            disk.delete(part); // where the disk is full, others need the room
            throw e;
        }
        disk.move(part, file);
    }

    private static ByteBuffer encode(Content content) {
        long size = HEADER_BYTES;
        for (Run run : content.runs()) {
            size += RUN_BYTES + align(StoredRun.bytes(run.kind(), run.size()) + valueBytes(run));
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size));
        bytes.putLong(MAGIC).putInt(FORMAT).putInt(content.end());
        bytes.putLong(content.firstRound()).putLong(content.lastRound());
        bytes.putInt(content.runs().size()).putInt(0);
        for (Run run : content.runs()) {
            encode(run, bytes);
        }
        bytes.flip();
        return bytes.putInt(CHECKSUM_AT, checksum(MemorySegment.ofBuffer(bytes)));
    }

    private static int valueBytes(Run run) {
        int bytes = 0;
        for (int i = 0; run.kind().isIndexedWhole() && i < run.size(); i++) {
            bytes += Math.max(0, run.length(i));
        }
        return bytes;
    }

    private static void encode(Run run, ByteBuffer bytes) {
        int size = run.size();
        bytes.putInt(run.kind().code()).putInt(run.owner()).putInt(size).putInt(valueBytes(run));
        for (int i = 0; i < size; i++) {
            bytes.putLong(run.number(i));
        }
        for (int i = 0; i < size; i++) {
            bytes.putInt(run.at(i));
        }
        for (int i = 0; i < size; i++) {
            bytes.putInt(run.length(i));
        }
        if (run.kind().isIndexedWhole()) {
            values(run, bytes);
        }
        bytes.position(Math.toIntExact(align(bytes.position())));
    }

    private static void values(Run run, ByteBuffer bytes) {
        int from = 0;
        for (int i = 0; i < run.size(); i++) {
            bytes.putInt(from);
            from += Math.max(0, run.length(i));
        }
        for (int i = 0; i < run.size(); i++) {
            if (!run.isRemoval(i)) {
                bytes.put(run.value(i));
            }
        }
    }

    private static long align(long bytes) {
        return (bytes + 7) & -8L;
    }

    /** Over a copy: a bad block met by the checksum itself would end the process. */
    private static int checksum(MemorySegment file) {
        CRC32C crc = new CRC32C();
        byte[] copy = new byte[COPY_BYTES];
        update(crc, file, 0, CHECKSUM_AT, copy);
        for (long at = HEADER_BYTES; at < file.byteSize(); at += COPY_BYTES) {
            update(crc, file, at, (int) Math.min(COPY_BYTES, file.byteSize() - at), copy);
        }
        return (int) crc.getValue();
    }

    private static void update(CRC32C crc, MemorySegment file, long at, int length, byte[] copy) {
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, at, copy, 0, length);
        crc.update(copy, 0, length);
    }

    /**
     * Maps the index of a segment, or returns null where there is none that is whole.
     *
     * @throws LogException if the segment is shorter than it was
     */
    static @Nullable Content open(Segment segment, Path file) throws IOException {
        MemorySegment index;
        try {
            index = segment.mapAlong(file);
        } catch (NoSuchFileException _) {
            return null;
        }
        if (index.byteSize() < HEADER_BYTES
                || index.get(Frame.LONG, 0) != MAGIC
                || index.get(Frame.INT, 8) != FORMAT
                || index.get(Frame.INT, CHECKSUM_AT) != checksum(index)) {
            return null;
        }
        long bytes = segment.bytes().byteSize();
        if (index.get(Frame.INT, 12) > bytes) {
            throw Faults.damaged(
                    segment.file(),
                    "it ends at byte %d, and its index says that %d were written"
                            .formatted(bytes, index.get(Frame.INT, 12)));
        }
        Content content = Content.stored(segment);
        content.bounds(
                index.get(Frame.LONG, 16), index.get(Frame.LONG, 24), index.get(Frame.INT, 12));
        long at = HEADER_BYTES;
        for (int left = index.get(Frame.INT, 32); left > 0; left--) {
            Kind kind = Kind.of(index.get(Frame.INT, at));
            int size = index.get(Frame.INT, at + 8);
            content.add(
                    new StoredRun(
                            content,
                            kind,
                            index.get(Frame.INT, at + 4),
                            index,
                            at + RUN_BYTES,
                            size));
            at += RUN_BYTES + align(StoredRun.bytes(kind, size) + index.get(Frame.INT, at + 12));
        }
        return content;
    }
}

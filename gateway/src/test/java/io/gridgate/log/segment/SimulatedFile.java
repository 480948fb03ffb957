package io.gridgate.log.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A real file of which is known what every page had since it was last forced, so that it can be
 * shown as a power failure might leave it. For one thread.
 */
final class SimulatedFile {

    static final int PAGE_BYTES = 4_096;

    private static final int SECTOR_BYTES = 512;

    /** What pages had, oldest first, since they were known to be on disk. */
    private final Map<Integer, List<byte[]>> unforced = new HashMap<>();

    /** What pages had that the disk refused: they look written, and no later force brings them. */
    private final Map<Integer, List<byte[]>> refused = new HashMap<>();

    private final List<Long> sizes = new ArrayList<>(List.of(0L));
    private Path path;
    private byte[] last = {};
    private boolean removed;

    SimulatedFile(Path path) {
        this.path = path;
    }

    /** Takes up a file that is on disk as it is. */
    static SimulatedFile forced(Path path) throws IOException {
        SimulatedFile file = new SimulatedFile(path);
        file.sizes.set(0, Files.size(path));
        return file;
    }

    void movedTo(Path name) {
        path = name;
    }

    /** Takes note that the real file is about to go. */
    void removed() throws IOException {
        last = Files.readAllBytes(path);
        removed = true;
    }

    /** Remembers what a range has that is about to change. */
    void remember(FileChannel channel, long from, long to) throws IOException {
        for (int page = (int) (from / PAGE_BYTES); (long) page * PAGE_BYTES < to; page++) {
            byte[] bytes = new byte[PAGE_BYTES];
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long at = (long) page * PAGE_BYTES;
            while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) > 0) {}
            List<byte[]> before = refused.remove(page);
            unforced.computeIfAbsent(page, _ -> before == null ? new ArrayList<>() : before)
                    .add(bytes);
        }
    }

    void resized(long size) {
        sizes.add(size);
    }

    void forced() {
        unforced.clear();
        sizes.subList(0, sizes.size() - 1).clear();
    }

    /** The disk could not write; the pages count as clean from now on. */
    void refused() {
        refused.putAll(unforced);
        unforced.clear();
    }

    /** Returns what may be on disk after a power failure. */
    byte[] image(Random random) throws IOException {
        byte[] now = removed ? last : Files.readAllBytes(path);
        byte[] image = Arrays.copyOf(now, sizes.get(random.nextInt(sizes.size())).intValue());
        for (Map<Integer, List<byte[]>> pages : List.of(unforced, refused)) {
            pages.forEach((page, before) -> {
                int from = page * PAGE_BYTES;
                int how = random.nextInt(3);
                byte[] one = before.get(random.nextInt(before.size()));
                for (int at = 0; at < PAGE_BYTES && how > 0; at += SECTOR_BYTES) {
                    boolean old = how == 1 || random.nextBoolean();
                    int length = Math.min(SECTOR_BYTES, image.length - from - at);
                    if (old && length > 0) {
                        System.arraycopy(one, at, image, from + at, length);
                    }
                }
            });
        }
        return image;
    }

    /** Writes an image without its zeros at the end, which takes no time. */
    static void write(Path file, byte[] image) throws IOException {
        int end = image.length;
        while (end > 0 && image[end - 1] == 0) {
            end--;
        }
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(image, 0, end));
            if (end < image.length) {
                channel.write(ByteBuffer.allocate(1), image.length - 1);
            }
        }
    }
}

package io.gridgate.log.segment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** The disks of this machine, but that some index files cannot be written for a while. */
final class FailingDisk implements Disk {

    private final AtomicInteger failed = new AtomicInteger();
    private volatile String name = "";
    private volatile int times;

    /** Lets the index files fail whose names have a part, so many times. */
    void failIndexOf(String part, int failures) {
        times = failures;
        name = part;
    }

    int failed() {
        return failed.get();
    }

    @Override
    public FileChannel open(Path file) throws IOException {
        String opened = file.getFileName().toString();
        if (!name.isEmpty()
                && opened.contains(SegmentName.INDEX_SUFFIX)
                && opened.contains(name)
                && failed.get() < times) {
            failed.incrementAndGet();
            throw new IOException("No space left on device");
        }
        return REAL.open(file);
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
    public void forceFolder(Path folder) throws IOException {
        REAL.forceFolder(folder);
    }
}

package io.gridgate.log.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A channel to a simulated file; has what the store uses of a channel. */
final class SimulatedChannel extends FileChannel {

    private final SimulatedDisk disk;
    private final SimulatedFile file;
    private final FileChannel real;

    SimulatedChannel(SimulatedDisk disk, SimulatedFile file, FileChannel real) {
        this.disk = disk;
        this.file = file;
        this.real = real;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        int wanted = source.remaining();
        int allowed = disk.beforeWrite(wanted);
        long size = real.size();
        file.remember(real, position, position + allowed);
        int written = real.write(source.duplicate().limit(source.position() + allowed), position);
        source.position(source.position() + written);
        if (position + written > size) {
            file.resized(position + written);
        }
        disk.afterWrite(wanted, allowed);
        return written;
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        disk.before("truncate");
        long before = real.size();
        if (size < before) {
            file.remember(real, size, before);
            real.truncate(size);
            file.resized(size);
        }
        disk.after();
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        disk.force(file);
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }

    @Override
    public int read(ByteBuffer target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer target, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}

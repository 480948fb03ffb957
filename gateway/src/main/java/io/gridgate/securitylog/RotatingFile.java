package io.gridgate.securitylog;

import io.gridgate.auth.OwnerOnlyFile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is moved aside when it is full: {@code NAME} is the newest, {@code NAME.1} the one
 * before it. The oldest is deleted. It is opened for each write, so that somebody else may move it
 * aside, too, and add lines of his own. Readable by the owner only. For one thread at a time.
 */
public final class RotatingFile implements Lines {

    private final Path file;
    private final long bytesMax;
    private final int filesMax;

    /**
     * Makes a file of lines; writes nothing yet.
     *
     * @param file the newest file; its folder is made
     * @param bytesMax most bytes in a file, unless one write has more, 1 or more
     * @param filesMax most files, the newest included, 1 or more
     */
    public RotatingFile(Path file, long bytesMax, int filesMax) {
        if (bytesMax < 1 || filesMax < 1) {
            throw new IllegalArgumentException("at least one file of one byte");
        }
        this.file = file;
        this.bytesMax = bytesMax;
        this.filesMax = filesMax;
    }

    @Override
    public void write(byte[] lines) throws IOException {
        long size = size();
        if (size > 0 && size + lines.length > bytesMax) {
            rotate();
            size = -1;
        }
        if (size < 0) {
            OwnerOnlyFile.write(file, new byte[0]);
        }
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer rest = ByteBuffer.wrap(lines);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }

    private long size() throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return -1;
        }
    }

    private void rotate() throws IOException {
        if (filesMax == 1) {
            Files.deleteIfExists(file);
            return;
        }
        for (int i = filesMax - 2; i >= 0; i--) {
            Path from = numbered(i);
            if (Files.exists(from)) {
                Files.move(from, numbered(i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path numbered(int i) {
        return i == 0 ? file : file.resolveSibling(file.getFileName() + "." + i);
    }
}

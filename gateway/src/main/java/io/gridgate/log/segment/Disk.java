package io.gridgate.log.segment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Where files are written and named, so that a test can fail, or lose what was not forced. */
interface Disk {

    /** The disks of this machine. */
    Disk REAL =
            new Disk() {
                @Override
                public FileChannel open(Path file) throws IOException {
                    return FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
                }

                @Override
                public void move(Path from, Path to) throws IOException {
                    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
                }

                @Override
                public boolean delete(Path file) throws IOException {
                    return Files.deleteIfExists(file);
                }

                @Override
                public void forceFolder(Path folder) throws IOException {
                    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                        channel.force(true);
                    }
                }
            };

    /** Opens a file for writing; creates it where it is missing. */
    FileChannel open(Path file) throws IOException;

    /** Gives a file another name in its folder, in place of the one that has it. */
    void move(Path from, Path to) throws IOException;

    /** Deletes a file; false where there is none. */
    boolean delete(Path file) throws IOException;

    /** Returns when the names in a folder are on disk. */
    void forceFolder(Path folder) throws IOException;
}

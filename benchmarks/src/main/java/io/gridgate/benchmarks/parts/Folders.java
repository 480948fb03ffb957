package io.gridgate.benchmarks.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders on the disk of this checkout; a folder for temporary files may be in memory. */
final class Folders {

    private static final Path PARENT =
            Path.of(System.getProperty("gridgate.benchmarks.folder", "target/benchmarks"));

    private Folders() {}

    static Path fresh(String name) throws IOException {
        Files.createDirectories(PARENT);
        return Files.createTempDirectory(PARENT, name);
    }

    static void delete(Path folder) throws IOException {
        List<Path> inside;
        try (Stream<Path> paths = Files.walk(folder)) {
            inside = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : inside) {
            Files.delete(path);
        }
    }
}

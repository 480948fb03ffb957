package io.gridgate.system.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Where things are in the checkout that is under test. */
public final class Repository {

    private static final Path ROOT = findRoot();
    private static final AtomicInteger FOLDERS = new AtomicInteger();

    private Repository() {}

    /** Returns the folder of the parent pom. */
    public static Path root() {
        return ROOT;
    }

    /** Returns the packaged program. */
    public static Path program() {
        return ROOT.resolve("gateway/target/gridgate.jar");
    }

    /**
     * Tells the launcher that the program is built from the sources of now, as these tests run
     * after the build: Maven leaves a jar alone when sources were only touched.
     */
    public static void noteBuilt() throws IOException {
        Path stamp = ROOT.resolve("target/launcher/built");
        Files.createDirectories(stamp.getParent());
        Files.writeString(stamp, "");
    }

    /** Returns the folder of the scripts for the JavaScript SDK. */
    public static Path scripts() {
        return ROOT.resolve("src/test/js");
    }

    /** Returns the recorded vendor webhooks beside the checkout, if they are there. */
    public static Optional<Path> recordedWebhooks() {
        Path file = ROOT.resolve("../shared/data/github-webhooks.jsonl").normalize();
        return Files.isReadable(file) ? Optional.of(file) : Optional.empty();
    }

    /**
     * Makes an empty folder under target/ that stays after the test, for data and logs.
     *
     * @param name what it is for
     */
    public static Path newFolder(String name) {
        String run = ProcessHandle.current().pid() + "-" + FOLDERS.incrementAndGet();
        try {
            return Files.createDirectories(
                    ROOT.resolve("src/test/target/system").resolve(name + "-" + run));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path findRoot() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("gateway/pom.xml"))) {
                return at;
            }
        }
        throw new IllegalStateException("not inside a Gridgate checkout");
    }
}

package io.gridgate.system.harness;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A file system of its own with little room: a tmpfs under target/, which only root may mount.
 * Where that is not allowed the test is skipped and says so. For one thread.
 */
public final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /**
     * Mounts an empty one.
     *
     * @param name for its folder
     * @param kibibytes how large it is
     */
    public static SmallDisk mount(String name, int kibibytes) {
        Path folder = Repository.newFolder(name);
        String refusal =
                run("mount", "-t", "tmpfs", "-o", size(kibibytes), "tmpfs", folder.toString());
        Assumptions.assumeTrue(
                refusal.isEmpty(), () -> "a small disk cannot be mounted here: " + refusal);
        return new SmallDisk(folder);
    }

    /** Returns where it is mounted. */
    public Path folder() {
        return folder;
    }

    /**
     * Makes it larger.
     *
     * @param kibibytes how large it is then
     */
    public void resize(int kibibytes) {
        remount(size(kibibytes));
    }

    /** Lets nobody write to it any more; nobody may have a file of it open for writing. */
    public void protect() {
        remount("ro");
    }

    @Override
    public void close() {
        must("umount", folder.toString());
    }

    private void remount(String option) {
        must("mount", "-o", "remount," + option, folder.toString());
    }

    private static String size(int kibibytes) {
        return "size=" + kibibytes + "k";
    }

    private static void must(String... command) {
        String refusal = run(command);
        if (!refusal.isEmpty()) {
            throw new AssertionError(List.of(command) + " failed: " + refusal);
        }
    }

    /** Runs a command and returns why it failed; empty where it did not. */
    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            byte[] said = process.getInputStream().readAllBytes();
            int code = process.waitFor();
            return code == 0
                    ? ""
                    : "exit code " + code + ", " + new String(said, StandardCharsets.UTF_8).strip();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + List.of(command), e);
        } catch (IOException e) {
            if (command[0].equals("mount")) {
                return e.toString();
            }
            throw new UncheckedIOException(e);
        }
    }
}

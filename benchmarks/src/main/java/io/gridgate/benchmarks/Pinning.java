package io.gridgate.benchmarks;

import java.io.IOException;
import java.util.List;

/** Servers on one core and this process on another, so that they do not disturb each other. */
final class Pinning {

    private static final String SERVER_CORE = "0";
    private static final String CLIENT_CORE = "1";

    private Pinning() {}

    /** Moves this process to its core and returns what stands before a server's command. */
    static List<String> pin() throws InterruptedException {
        String self = Long.toString(ProcessHandle.current().pid());
        if (Runtime.getRuntime().availableProcessors() < 2) {
            throw new IllegalStateException("--pinned needs two cores");
        }
        try {
            Process taskset =
                    new ProcessBuilder("taskset", "-acp", CLIENT_CORE, self)
                            .redirectErrorStream(true)
                            .start();
            taskset.getInputStream().readAllBytes();
            if (taskset.waitFor() != 0) {
                throw new IllegalStateException("--pinned: this process cannot be moved to a core");
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "--pinned needs taskset; install the package util-linux", e);
        }
        return List.of("taskset", "-c", SERVER_CORE);
    }
}

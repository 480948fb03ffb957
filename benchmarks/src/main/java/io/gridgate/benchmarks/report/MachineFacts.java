package io.gridgate.benchmarks.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * On what something was measured.
 *
 * @param processor name of the processor
 * @param cores how many of it there are
 * @param memoryGibibytes memory of the machine
 * @param system operating system and its version
 * @param jdk version of the JVM, of client and servers
 * @param commit the sources; with {@code +} where they were changed since
 */
public record MachineFacts(
        String processor,
        int cores,
        long memoryGibibytes,
        String system,
        String jdk,
        String commit) {

    private static final String UNKNOWN = "unknown";
    private static final int COMMIT_DIGITS = 10;

    /**
     * Looks at this machine.
     *
     * @param root the checkout
     * @return what is known
     */
    public static MachineFacts here(Path root) {
        String memory = lineOf("/proc/meminfo", "MemTotal");
        String kibibytes = memory.replaceAll("[^0-9]", "");
        return new MachineFacts(
                lineOf("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                kibibytes.isEmpty() ? 0 : Math.round(Long.parseLong(kibibytes) / 1048576.0),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.runtime.version"),
                commit(root));
    }

    private static String lineOf(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static String commit(Path root) {
        String commit = git(root, List.of("rev-parse", "HEAD"));
        if (commit.length() < COMMIT_DIGITS) {
            return UNKNOWN;
        }
        List<String> changes =
                List.of("status", "--porcelain", "--", "gateway/src/main", "handlers/src/main");
        return commit.substring(0, COMMIT_DIGITS) + (git(root, changes).isEmpty() ? "" : "+");
    }

    private static String git(Path root, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(arguments);
        try {
            Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
            byte[] output = git.getInputStream().readAllBytes();
            boolean done = git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0;
            return done ? new String(output, StandardCharsets.UTF_8).strip() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}

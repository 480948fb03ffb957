package io.gridgate.system.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the scenarios of src/test/js under Node. */
public final class NodeScripts {

    private static final Duration INSTALL_MAX = Duration.ofMinutes(3);
    private static final Duration RUN_MAX = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();

    private NodeScripts() {}

    /**
     * One scenario's end.
     *
     * @param name what it shows
     * @param passed whether it held
     * @param problem the failure, or empty
     */
    public record Result(String name, boolean passed, String problem) {}

    /**
     * Installs the pinned packages unless they are there.
     *
     * @return why scenarios cannot run here; empty if they can
     * @throws AssertionError if the packages cannot be installed
     */
    public static synchronized Optional<String> install() {
        Path folder = Repository.newFolder("npm");
        if (!available(folder, "node") || !available(folder, "npm")) {
            return Optional.of("node and npm are not installed: no JavaScript SDK tests");
        }
        if (Files.isDirectory(Repository.scripts().resolve("node_modules/@azure"))) {
            return Optional.empty();
        }
        Path log = folder.resolve("npm.log");
        int code = run(List.of("npm", "ci"), Map.of(), folder.resolve("npm.out"), log, INSTALL_MAX);
        if (code != 0) {
            throw new AssertionError("npm ci ended with " + code + ":\n" + text(log));
        }
        return Optional.empty();
    }

    /**
     * Runs every scenario of a script.
     *
     * @param script its file name
     * @param folder where output goes
     * @param environment what the script is told
     */
    public static List<Result> run(String script, Path folder, Map<String, String> environment) {
        Path output = folder.resolve("node.out");
        Path log = folder.resolve("node.log");
        int code =
                run(
                        List.of("node", "--test", "--test-reporter=./reporter.js", script),
                        environment,
                        output,
                        log,
                        RUN_MAX);
        try {
            List<Result> results = new ArrayList<>();
            for (String line : Files.readAllLines(output)) {
                JsonNode scenario = JSON.readTree(line);
                results.add(
                        new Result(
                                scenario.get("scenario").asText(),
                                scenario.get("passed").asBoolean(),
                                scenario.get("problem").asText()));
            }
            boolean allPassed = results.stream().allMatch(Result::passed);
            if (results.isEmpty() || allPassed != (code == 0)) {
                throw new AssertionError("node ended with " + code + ":\n" + text(log));
            }
            return results;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean available(Path folder, String command) {
        Path output = folder.resolve(command + ".out");
        try {
            return run(List.of(command, "--version"), Map.of(), output, output, INSTALL_MAX) == 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static int run(
            List<String> command,
            Map<String, String> environment,
            Path output,
            Path log,
            Duration max) {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(Repository.scripts().toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(output.toFile())
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            if (!process.waitFor(max)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end within " + max);
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + command, e);
        }
    }
}

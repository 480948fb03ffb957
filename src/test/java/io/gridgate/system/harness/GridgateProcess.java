package io.gridgate.system.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One run of the real program. It ends with the test JVM at the latest; its standard error is kept
 * beside its data and its tail shown when something fails. Safe for any thread.
 */
public final class GridgateProcess implements AutoCloseable {

    private static final Duration READY_MAX = Duration.ofMinutes(1);
    private static final Duration STOP_MAX = Duration.ofMinutes(1);
    private static final int TAIL_LINES = 40;
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> RUNNING.forEach(Process::destroyForcibly), "end-gridgate"));
    }

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread outputEnd;
    private final List<String> printed = new CopyOnWriteArrayList<>();

    private GridgateProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        RUNNING.add(process);
        outputEnd = Thread.ofVirtual().name(name + "-output").start(this::readOutput);
    }

    /**
     * Starts the packaged program on the JDK that runs the tests.
     *
     * @param name for messages and the log's file name
     * @param folder where the log goes
     * @param arguments the command line
     */
    public static GridgateProcess start(String name, Path folder, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx384m", "-jar", Repository.program().toString()));
        command.addAll(arguments);
        return launch(name, folder, command, Map.of());
    }

    /**
     * Starts any command that behaves like the program, such as its launcher script.
     *
     * @param name for messages and the log's file name
     * @param folder where the log goes
     * @param command program and arguments
     * @param environment variables on top of those of the tests
     */
    public static GridgateProcess launch(
            String name, Path folder, List<String> command, Map<String, String> environment) {
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new GridgateProcess(name, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    /**
     * Starts a program of the tests, on the JDK and the class path that they run on.
     *
     * @param name for messages and the log's file name
     * @param folder where the log goes
     * @param program its main class
     * @param arguments the command line
     */
    public static GridgateProcess launchMain(
            String name, Path folder, Class<?> program, String... arguments) {
        return launchMain(name, folder, Map.of(), program, arguments);
    }

    /**
     * Starts a program of the tests, on the JDK and the class path that they run on.
     *
     * @param name for messages and the log's file name
     * @param folder where the log goes
     * @param environment variables on top of those of the tests
     * @param program its main class
     * @param arguments the command line
     */
    public static GridgateProcess launchMain(
            String name,
            Path folder,
            Map<String, String> environment,
            Class<?> program,
            String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classPath(), program.getName()));
        command.addAll(List.of(arguments));
        return launch(name, folder, command, environment);
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Waits for the one line of JSON that says the program serves, and returns it. */
    public JsonNode ready() {
        Await.until(name + " is ready", READY_MAX, () -> !printed.isEmpty() || !alive());
        try {
            // A program that ends right after its line has printed it all the same.
            outputEnd.join(alive() ? Duration.ofNanos(1) : STOP_MAX);
            if (printed.isEmpty()) {
                throw failure("ended with code " + process.exitValue() + " before it was ready");
            }
            return new ObjectMapper().readTree(printed.getFirst());
        } catch (IOException e) {
            throw failure("printed something else than JSON: " + printed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("was not awaited to the end");
        }
    }

    /** Returns every line printed on standard output so far. */
    public List<String> printed() {
        return List.copyOf(printed);
    }

    /** Returns whether it still runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Asks it to stop (SIGTERM) and returns its exit code. */
    public int stop() {
        process.destroy();
        return exitCode(STOP_MAX);
    }

    /** Asks it to stop (SIGTERM) and does not wait. */
    public void signalStop() {
        process.destroy();
    }

    /** Ends it at once (SIGKILL) and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        exitCode(STOP_MAX);
    }

    /**
     * Waits for its end and returns the exit code.
     *
     * @param max how long to wait
     */
    public int exitCode(Duration max) {
        try {
            if (!process.waitFor(max)) {
                throw failure("did not end within " + max);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("was not awaited to the end");
        }
        RUNNING.remove(process);
        return process.exitValue();
    }

    /** Returns the whole of its standard error. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    @Override
    public void close() {
        kill();
    }

    @Override
    public String toString() {
        return name + " (" + (alive() ? "running" : "ended") + "), log " + log + ":\n" + tail();
    }

    private void readOutput() {
        try (BufferedReader output = process.inputReader()) {
            String line;
            while ((line = output.readLine()) != null) {
                printed.add(line);
            }
        } catch (IOException e) {
            printed.add("output ended: " + e);
        }
    }

    private AssertionError failure(String problem) {
        return new AssertionError(name + " " + problem + "; " + this);
    }

    private String tail() {
        List<String> all = log().lines().toList();
        return String.join("\n", all.subList(Math.max(0, all.size() - TAIL_LINES), all.size()));
    }
}

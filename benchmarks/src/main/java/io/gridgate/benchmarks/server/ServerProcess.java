package io.gridgate.benchmarks.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A running server and the line with which it said that it serves. It ends with this program at the
 * latest. Safe for any thread.
 */
public final class ServerProcess implements AutoCloseable {

    private static final int LOG_LINES = 15;
    private static final Duration STOP_MAX = Duration.ofSeconds(30);
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "end-servers"));
    }

    private final Process process;
    private final JsonNode ready;
    private final Duration startTime;

    private ServerProcess(Process process, JsonNode ready, Duration startTime) {
        this.process = process;
        this.ready = ready;
        this.startTime = startTime;
    }

    /**
     * Starts a server and waits until it serves.
     *
     * @param name for messages and the name of its log
     * @param folder where its log goes
     * @param command program and arguments; it prints one line of JSON once it serves
     * @return the running server
     */
    public static ServerProcess start(String name, Path folder, List<String> command) {
        Path log = folder.resolve(name + ".log");
        try {
            Files.createDirectories(folder);
            long begin = System.nanoTime();
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                            .start();
            RUNNING.add(process);
            process.getOutputStream().close();
            BufferedReader output = process.inputReader();
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException(name + " did not start; " + endOf(log));
            }
            Duration startTime = Duration.ofNanos(System.nanoTime() - begin);
            return new ServerProcess(process, new ObjectMapper().readTree(line), startTime);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    private static String endOf(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return "the end of "
                + log
                + ":\n"
                + String.join(
                        "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }

    /** {@return what it said when it was ready} */
    public JsonNode ready() {
        return ready;
    }

    /** {@return the time from the start of the process to its line} */
    public Duration startTime() {
        return startTime;
    }

    /** {@return its process id} */
    public long pid() {
        return process.pid();
    }

    /**
     * Gives an address out of its line.
     *
     * @param member the member that has a URL
     */
    public InetSocketAddress address(String member) {
        URI url = URI.create(ready.path(member).asText());
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort());
    }

    /** Stops it where it stands (SIGSTOP), until {@link #resume}; its connections stay. */
    public void pause() throws InterruptedException {
        signal("STOP");
    }

    /** Lets it go on. */
    public void resume() throws InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws InterruptedException {
        try {
            int status =
                    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .inheritIO()
                            .start()
                            .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + name + " failed with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run kill", e);
        }
    }

    /** Ends it at once (SIGKILL). */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to stop and waits for its end. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        RUNNING.remove(process);
    }
}

package io.gridgate.system.harness;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A namespace in a process of its own that keeps its ports, key and data over restarts. For one
 * thread, except that its address may be used by all.
 */
public final class Namespace implements AutoCloseable {

    /** The access key of every namespace under test: 32 bytes in base64, as Azure's are. */
    public static final String KEY = "R3JpZGdhdGUgc3lzdGVtIHRlc3QgYWNjZXNzIGtleSE=";

    private static final Duration START_MAX = Duration.ofMinutes(1);

    private final String name;
    private final Path folder;
    private final Path data;
    private final List<String> flags;
    private @Nullable GridgateProcess process;
    private @Nullable JsonNode ready;

    private Namespace(String name, Path folder, Path data, List<String> flags) {
        this.name = name;
        this.folder = folder;
        this.data = data;
        this.flags = flags;
    }

    /**
     * Starts a namespace on free ports with an empty data folder.
     *
     * @param name for messages and folders
     * @param flags topics, subscriptions and whatever else the command takes
     */
    public static Namespace start(String name, String... flags) {
        Path folder = Repository.newFolder(name);
        return start(new Namespace(name, folder, folder.resolve("data"), List.of(flags)));
    }

    /**
     * Starts a namespace on free ports with a data folder on another disk.
     *
     * @param name for messages and folders
     * @param disk where its data go
     * @param flags topics, subscriptions and whatever else the command takes
     */
    public static Namespace start(String name, SmallDisk disk, String... flags) {
        Path data = disk.folder().resolve("data");
        return start(new Namespace(name, Repository.newFolder(name), data, List.of(flags)));
    }

    private static Namespace start(Namespace namespace) {
        namespace.start();
        return namespace;
    }

    /** Starts it again after {@link #stop} or {@link #kill}, on the same ports and data. */
    public void start() {
        process = launch();
        ready = process.ready();
    }

    /** Starts it again where it should not come up; returns its exit code. */
    public int startInVain() {
        process = launch();
        return process.exitCode(START_MAX);
    }

    private GridgateProcess launch() {
        List<String> arguments = new ArrayList<>(List.of("namespace", "--json"));
        arguments.addAll(List.of("--http-port", port("httpUrl")));
        arguments.addAll(List.of("--https-port", port("httpsUrl")));
        arguments.addAll(List.of("--data", data.toString(), "--key", KEY));
        arguments.addAll(flags);
        return GridgateProcess.start(name, folder, arguments);
    }

    /** Asks it to stop and returns its exit code. */
    public int stop() {
        return process().stop();
    }

    /** Ends it at once. */
    public void kill() {
        process().kill();
    }

    /** Returns the process of now. */
    public GridgateProcess process() {
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return process;
    }

    /** Returns what it printed when it was ready. */
    public JsonNode ready() {
        if (ready == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return ready;
    }

    /** Returns the plain address. */
    public URI httpUrl() {
        return URI.create(ready().get("httpUrl").asText());
    }

    /** Returns the TLS address. */
    public URI httpsUrl() {
        return URI.create(ready().get("httpsUrl").asText());
    }

    /** Returns the certificate of its authority. */
    public Path authority() {
        return Path.of(ready().get("caPath").asText());
    }

    /** Returns its data folder. */
    public Path data() {
        return data;
    }

    /**
     * Returns the folder of its output, and of its data where these are on no disk of their own.
     */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }

    private String port(String url) {
        return ready == null ? "0" : String.valueOf(URI.create(ready.get(url).asText()).getPort());
    }
}

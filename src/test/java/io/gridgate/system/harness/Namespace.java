package io.gridgate.system.harness;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A namespace in a process of its own that keeps its ports, key and data over restarts. For one
 * thread, except that its address may be used by all.
 */
public final class Namespace implements AutoCloseable {

    /** The access key of every namespace under test: 32 bytes in base64, as Azure's are. */
    public static final String KEY = "R3JpZGdhdGUgc3lzdGVtIHRlc3QgYWNjZXNzIGtleSE=";

    private final String name;
    private final Path folder;
    private final List<String> flags;
    private @Nullable GridgateProcess process;
    private @Nullable JsonNode ready;

    private Namespace(String name, List<String> flags) {
        this.name = name;
        this.folder = Repository.newFolder(name);
        this.flags = flags;
    }

    /**
     * Starts a namespace on free ports with an empty data folder.
     *
     * @param name for messages and folders
     * @param flags topics, subscriptions and whatever else the command takes
     */
    public static Namespace start(String name, String... flags) {
        Namespace namespace = new Namespace(name, List.of(flags));
        namespace.start();
        return namespace;
    }

    /** Starts it again after {@link #stop} or {@link #kill}, on the same ports and data. */
    public void start() {
        List<String> arguments = new ArrayList<>(List.of("namespace", "--json"));
        arguments.addAll(List.of("--http-port", port("httpUrl")));
        arguments.addAll(List.of("--https-port", port("httpsUrl")));
        arguments.addAll(List.of("--data", folder.resolve("data").toString(), "--key", KEY));
        arguments.addAll(flags);
        process = GridgateProcess.start(name, folder, arguments);
        ready = process.ready();
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
        return folder.resolve("data");
    }

    /** Returns the folder of its log and data. */
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

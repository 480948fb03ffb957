package io.gridgate.system.harness;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A gateway or worker in a process of its own, configured by a file, that keeps its port and data
 * over restarts. For one thread.
 */
public final class Role implements AutoCloseable {

    private final String command;
    private final Path folder;
    private final Path data;
    private final String settings;
    private @Nullable GridgateProcess process;
    private int port;

    private Role(String command, Path folder, Path data, String settings) {
        this.command = command;
        this.folder = folder;
        this.data = data;
        this.settings = settings;
    }

    /**
     * Starts a role.
     *
     * @param command the command that plays it
     * @param name for folders
     * @param settings its sections of the settings file
     */
    public static Role start(String command, String name, String settings) {
        Path folder = Repository.newFolder(name);
        return start(new Role(command, folder, folder.resolve("data"), settings));
    }

    /**
     * Starts a role with a data folder on another disk.
     *
     * @param command the command that plays it
     * @param name for folders
     * @param disk where its data go
     * @param settings its sections of the settings file
     */
    public static Role start(String command, String name, SmallDisk disk, String settings) {
        Path data = disk.folder().resolve("data");
        return start(new Role(command, Repository.newFolder(name), data, settings));
    }

    private static Role start(Role role) {
        role.start();
        return role;
    }

    /** Starts it again after it was stopped or killed. */
    public void start() {
        Path file = folder.resolve("gridgate.yaml");
        String common = "data-folder: %s\nlistener:\n  http-port: %d\n".formatted(data, port);
        try {
            Files.writeString(file, common + settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process =
                GridgateProcess.start(
                        command, folder, List.of(command, "--config", file.toString(), "--json"));
        JsonNode ready = process.ready();
        if (ready.has("gatewayUrl")) {
            port = url().getPort();
        }
    }

    /** Returns the process of now. */
    public GridgateProcess process() {
        if (process == null) {
            throw new IllegalStateException(command + " was not started");
        }
        return process;
    }

    /** Returns where a gateway listens. */
    public URI url() {
        return URI.create(process().ready().get("gatewayUrl").asText());
    }

    /** Returns its data folder. */
    public Path data() {
        return data.resolve(command);
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
}

package io.gridgate.app.worker;

import io.gridgate.app.process.StartException;
import io.gridgate.app.settings.WorkerSettings;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.JsonLinesHandler;
import io.gridgate.handlers.LoggingHandler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A handler that the settings name, and what must be closed after it.
 *
 * @param handler gets the events
 * @param resource what it holds
 */
public record HandlerChoice(EventHandler handler, AutoCloseable resource) {

    static HandlerChoice of(WorkerSettings settings) {
        return switch (settings.handler()) {
            case LOG -> new HandlerChoice(new LoggingHandler(), () -> {});
            case FILE -> file(settings.output().orElseThrow());
        };
    }

    /**
     * Chooses the handler that appends each event once to a file, as one line of JSON.
     *
     * @param output the file; its folder is made
     * @return the handler, and the open file
     * @throws StartException if the file cannot be written
     */
    public static HandlerChoice file(Path output) {
        try {
            Path folder = output.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            JsonLinesHandler handler =
                    JsonLinesHandler.open(output, JsonLinesHandler.Durability.DISK);
            return new HandlerChoice(handler, handler);
        } catch (IOException e) {
            throw new StartException(
                    "the handler's file %s cannot be written: %s".formatted(output, e.getMessage()),
                    e);
        }
    }
}

package io.gridgate.app;

import io.gridgate.app.settings.WorkerSettings;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.JsonLinesHandler;
import io.gridgate.handlers.LoggingHandler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A handler that the settings name, and what must be closed after it. */
record HandlerChoice(EventHandler handler, AutoCloseable resource) {

    static HandlerChoice of(WorkerSettings settings) {
        return switch (settings.handler()) {
            case LOG -> new HandlerChoice(new LoggingHandler(), () -> {});
            case FILE -> file(settings.output().orElseThrow());
        };
    }

    static HandlerChoice file(Path output) {
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

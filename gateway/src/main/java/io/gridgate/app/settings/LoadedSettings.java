package io.gridgate.app.settings;

import java.nio.file.Path;
import java.util.Set;

/**
 * Settings, and the files that they came from.
 *
 * @param settings the settings
 * @param files the settings file, and the files that it names for secrets
 */
public record LoadedSettings(Settings settings, Set<Path> files) {

    /** Copies the set. */
    public LoadedSettings {
        files = Set.copyOf(files);
    }
}

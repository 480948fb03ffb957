package io.gridgate.app.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Reads the settings file. */
public final class SettingsFile {

    private static final long BYTES_MAX = 4L << 20;

    private static final ObjectMapper YAML =
            new ObjectMapper(
                    YAMLFactory.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .build());

    private SettingsFile() {}

    /**
     * Reads a settings file.
     *
     * @param file the file
     * @param environment looks up an environment variable, null where it is not set
     * @return the settings
     * @throws SettingsException if it cannot be used; the message says why and what would be right
     */
    public static Settings load(Path file, Function<String, @Nullable String> environment) {
        return loadWithFiles(file, environment).settings();
    }

    /**
     * Reads a settings file, and tells which files it consists of.
     *
     * @param file the file
     * @param environment looks up an environment variable, null where it is not set
     * @return the settings and the files
     * @throws SettingsException if it cannot be used; the message says why and what would be right
     */
    public static LoadedSettings loadWithFiles(
            Path file, Function<String, @Nullable String> environment) {
        Path absolute = file.toAbsolutePath();
        Path folder = Objects.requireNonNull(absolute.getParent(), "a file has a folder");
        try {
            if (Files.size(absolute) > BYTES_MAX) {
                throw new SettingsException(file + ": is larger than " + BYTES_MAX + " bytes");
            }
            JsonNode json = YAML.readTree(absolute.toFile());
            Set<Path> files = new HashSet<>(Set.of(absolute));
            References references = new References(folder, environment, files::add);
            Settings settings = Settings.from(new Node(file.toString(), "", json, references));
            return new LoadedSettings(settings, files);
        } catch (JsonProcessingException e) {
            throw new SettingsException(
                    "%s: line %d: is not YAML: %s"
                            .formatted(
                                    file,
                                    e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                                    firstLine(e.getOriginalMessage())));
        } catch (IOException e) {
            throw new SettingsException(file + ": cannot be read: " + e.getMessage());
        }
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }
}

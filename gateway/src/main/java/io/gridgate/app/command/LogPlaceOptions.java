package io.gridgate.app.command;

import io.gridgate.app.process.StartException;
import io.gridgate.app.settings.Settings;
import io.gridgate.app.settings.SettingsFile;
import io.gridgate.app.store.LogPlace;
import io.gridgate.app.store.LogStore;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Which log a command is about: that in a data folder, or that of a role in a settings file. */
final class LogPlaceOptions {

    /** The roles that have a log. */
    enum Role {
        gateway,
        namespace
    }

    /** One of the two ways to say it. */
    static final class Where {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                required = true,
                description = "Data folder of one role; the log is in its folder 'log'.")
        private @Nullable Path data;

        @Option(
                names = "--config",
                paramLabel = "FILE",
                required = true,
                description = "Settings file of the process; its store and data-folder say where.")
        private @Nullable Path config;
    }

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Where where = new Where();

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description =
                    "With --config: gateway or namespace. Default: the one that the file has.")
    private @Nullable Role role;

    /** Returns where the log is. */
    LogPlace place() {
        if (where.data != null) {
            return new LogPlace(LogStore.EMBEDDED, where.data);
        }
        Path config = Objects.requireNonNull(where.config);
        Settings settings = SettingsFile.load(config, System::getenv);
        String chosen = role == null ? only(settings, config) : role.name();
        return new LogPlace(
                LogStore.of(settings.postgresql(), chosen), settings.dataFolder().resolve(chosen));
    }

    private static String only(Settings settings, Path config) {
        List<String> roles = new ArrayList<>();
        settings.gateway().ifPresent(_ -> roles.add(Role.gateway.name()));
        settings.namespace().ifPresent(_ -> roles.add(Role.namespace.name()));
        if (roles.size() != 1) {
            throw new StartException(
                    "%s has %s; say whose log with --role gateway or --role namespace"
                            .formatted(
                                    config,
                                    roles.isEmpty()
                                            ? "no role with a log"
                                            : "a gateway and a namespace"));
        }
        return roles.getFirst();
    }
}

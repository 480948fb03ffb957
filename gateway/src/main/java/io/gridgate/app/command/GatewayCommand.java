package io.gridgate.app.command;

import io.gridgate.app.gateway.GatewayProcess;
import io.gridgate.app.gateway.GatewayReady;
import io.gridgate.app.gateway.KeySources;
import io.gridgate.app.output.ReadyLine;
import io.gridgate.app.process.Running;
import io.gridgate.app.process.StartException;
import io.gridgate.app.settings.GatewaySettings;
import io.gridgate.app.settings.ListenerSettings;
import io.gridgate.app.settings.LoadedSettings;
import io.gridgate.app.settings.Settings;
import io.gridgate.app.settings.SettingsFile;
import io.gridgate.app.store.LogStore;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Runs the gateway role alone. */
@Command(
        name = "gateway",
        description = {
            "Takes events of partners in and forwards them to an Event Grid namespace.",
            "Partners, secrets and the namespace are in the settings file.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class GatewayCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "Settings file with a gateway section; see docs/configuration.md.")
    private Path config = Path.of("gridgate.yaml");

    @Option(
            names = "--http-port",
            paramLabel = "N",
            description = "Port for HTTP instead of listener.http-port; 0 picks a free one.")
    private @Nullable Integer httpPort;

    @Option(
            names = "--https-port",
            paramLabel = "N",
            description = "Port for HTTPS instead of listener.https-port; 0 picks a free one.")
    private @Nullable Integer httpsPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for events and certificates; default: gateway in data-folder.")
    private @Nullable Path data;

    @Option(names = "--json", description = "Print one line of JSON once the gateway serves.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        LoadedSettings loaded = SettingsFile.loadWithFiles(config, System::getenv);
        Settings settings = loaded.settings();
        GatewaySettings gateway =
                settings.gateway()
                        .orElseThrow(() -> new StartException(config + " has no gateway section"));
        if (gateway.pushRoutes().isEmpty()
                && gateway.partners().values().stream().allMatch(it -> it.sources().isEmpty())) {
            throw new StartException(config + " has no source of a partner and no push route");
        }
        Path folder = data == null ? settings.dataFolder().resolve("gateway") : data;
        try (Running running = new Running()) {
            announce(
                    GatewayProcess.start(
                            running,
                            listener(settings.listener()),
                            gateway,
                            LogStore.of(settings.postgresql(), "gateway"),
                            folder,
                            new KeySources(
                                    Optional.empty(),
                                    loaded.files(),
                                    Optional.of(() ->
                                            SettingsFile.loadWithFiles(config, System::getenv)))));
            running.untilStopped();
        }
        return 0;
    }

    private ListenerSettings listener(ListenerSettings file) {
        try {
            return file.withPorts(
                    httpPort == null ? file.httpPort() : httpPort,
                    httpsPort == null ? file.httpsPort() : Optional.of(httpsPort));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void announce(GatewayReady ready) {
        if (json) {
            ReadyLine.print(ready.toMap());
        } else {
            System.out.println("gateway serves " + ready.gatewayUrl());
            ready.lines().forEach(line -> System.out.println("  " + line));
        }
    }
}

package io.gridgate.app;

import io.gridgate.accept.AcceptListener;
import io.gridgate.app.settings.GatewaySettings;
import io.gridgate.app.settings.ListenerSettings;
import io.gridgate.app.settings.Settings;
import io.gridgate.app.settings.SettingsFile;
import io.gridgate.deliver.LaneListener;
import io.gridgate.http.HttpLimits;
import io.gridgate.http.HttpServer;
import io.gridgate.http.TlsMaterial;
import io.gridgate.http.admin.AdminRoutes;
import io.gridgate.log.EventLog;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
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
        Settings settings = SettingsFile.load(config, System::getenv);
        GatewaySettings gateway =
                settings.gateway()
                        .orElseThrow(() -> new StartException(config + " has no gateway section"));
        if (gateway.partners().values().stream().allMatch(it -> it.sources().isEmpty())) {
            throw new StartException(config + " has no source of a partner");
        }
        Path folder = data == null ? settings.dataFolder().resolve("gateway") : data;
        try (Running running = new Running()) {
            announce(
                    start(
                            running,
                            listener(settings.listener()),
                            gateway,
                            LogStore.of(settings.postgresql(), "gateway"),
                            folder));
            running.untilStopped();
        }
        return 0;
    }

    private ListenerSettings listener(ListenerSettings file) {
        try {
            return new ListenerSettings(
                    file.host(),
                    httpPort == null ? file.httpPort() : httpPort,
                    httpsPort == null ? file.httpsPort() : Optional.of(httpsPort),
                    file.certificate(),
                    file.privateKey());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Starts log, role and server; stopping goes the other way round. */
    private static GatewayReady start(
            Running running,
            ListenerSettings listener,
            GatewaySettings settings,
            LogStore store,
            Path folder) {
        try {
            Files.createDirectories(folder);
            InstantSource clock = InstantSource.system();
            EventLog log = running.add(store.open(folder, clock));
            GatewayRole role =
                    running.add(
                            GatewayRole.open(
                                    settings,
                                    log,
                                    HttpLimits.DEFAULT,
                                    AcceptListener.NONE,
                                    new LaneListener() {}));
            HttpServer.Builder builder =
                    HttpServer.builder()
                            .host(listener.host())
                            .httpPort(listener.httpPort())
                            .routes(role.routes())
                            .routes(AdminRoutes.open(folder, Map.of("gateway", log)));
            Optional<TlsMaterial> tls = ListenerTls.of(listener, folder, clock);
            tls.ifPresent(material -> builder.https(listener.httpsPort().orElse(0), material));
            HttpServer server = running.add(builder.start());
            role.start();
            return ready(listener, server, tls, role);
        } catch (BindException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new StartException("data folder " + folder + ": " + e.getMessage(), e);
        }
    }

    private static GatewayReady ready(
            ListenerSettings listener,
            HttpServer server,
            Optional<TlsMaterial> tls,
            GatewayRole role) {
        String host = ListenerNames.urlHost(listener.host());
        return new GatewayReady(
                "http://" + host + ":" + server.httpPort(),
                tls.map(_ -> "https://" + host + ":" + server.httpsPort()),
                tls.flatMap(TlsMaterial::caPath),
                role.sources());
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

package io.gridgate.app.gateway;

import io.gridgate.accept.AcceptListener;
import io.gridgate.app.process.DataFolder;
import io.gridgate.app.process.ListenerNames;
import io.gridgate.app.process.ListenerTls;
import io.gridgate.app.process.Running;
import io.gridgate.app.process.StartException;
import io.gridgate.app.settings.GatewaySettings;
import io.gridgate.app.settings.ListenerSettings;
import io.gridgate.app.store.LogStore;
import io.gridgate.auth.SecurityLog;
import io.gridgate.auth.issued.KeyBookFile;
import io.gridgate.deliver.LaneListener;
import io.gridgate.http.ClientAddress;
import io.gridgate.http.HttpLimits;
import io.gridgate.http.HttpServer;
import io.gridgate.http.TlsMaterial;
import io.gridgate.http.admin.AdminRoutes;
import io.gridgate.log.EventLog;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** A process that plays the gateway role alone: log, role and server. */
public final class GatewayProcess {

    private GatewayProcess() {}

    /**
     * Starts log, role and server; stopping goes the other way round.
     *
     * @param running gets the parts
     * @param listener where it listens
     * @param settings partners and upstream
     * @param store where it keeps its events
     * @param folder folder for events and certificates, for this gateway alone
     * @param keys where keys and secrets are read anew from; its book is that of the settings
     * @return what somebody must know to use it
     * @throws StartException if a port is taken, or the folder or the contracts cannot be used
     */
    public static GatewayReady start(
            Running running,
            ListenerSettings listener,
            GatewaySettings settings,
            LogStore store,
            Path folder,
            KeySources keys) {
        try {
            DataFolder.make(folder);
            InstantSource clock = InstantSource.system();
            SecurityLog security =
                    running.add(SecurityLogs.open(settings.securityLog(), folder, clock));
            EventLog log = running.add(store.open(folder, clock));
            GatewayRole role =
                    running.add(
                            GatewayRole.open(
                                    settings,
                                    log,
                                    HttpLimits.DEFAULT,
                                    AcceptListener.NONE,
                                    new LaneListener() {},
                                    security,
                                    keys.with(book(settings, folder))));
            HttpServer.Builder builder =
                    HttpServer.builder()
                            .host(listener.host())
                            .httpPort(listener.httpPort())
                            .shutdownDelay(listener.shutdownDelay())
                            .routes(role.routes())
                            .routes(
                                    AdminRoutes.open(folder, Map.of("gateway", log))
                                            .withPushes(role.webhooks().counts())
                                            .withSources(role::frontDoors)
                                            .withQuarantine(role.quarantine())
                                            .withContracts(role.contracts())
                                            .withSecurityLog(
                                                    security,
                                                    new ClientAddress(
                                                            settings.securityLog().proxies())));
            role.webhooks().routes().ifPresent(builder::routes);
            Optional<TlsMaterial> tls = ListenerTls.of(listener, folder, clock);
            tls.ifPresent(material -> builder.https(listener.httpsPort().orElse(0), material));
            HttpServer server = running.add(builder.start());
            role.start();
            return ready(listener, server, tls, role, settings);
        } catch (BindException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new StartException("data folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Returns the book of keys that operators made.
     *
     * @param settings the gateway's settings
     * @param folder the gateway's data folder
     * @return the file, which need not be there
     */
    public static KeyBookFile book(GatewaySettings settings, Path folder) {
        return new KeyBookFile(
                settings.keysFile().orElseGet(() -> folder.resolve(KeyBookFile.NAME)));
    }

    private static GatewayReady ready(
            ListenerSettings listener,
            HttpServer server,
            Optional<TlsMaterial> tls,
            GatewayRole role,
            GatewaySettings settings) {
        String host = ListenerNames.urlHost(listener.host());
        return new GatewayReady(
                "http://" + host + ":" + server.httpPort(),
                tls.map(_ -> "https://" + host + ":" + server.httpsPort()),
                tls.flatMap(TlsMaterial::caPath),
                role.sources(),
                settings.pushRoutes().keySet());
    }
}

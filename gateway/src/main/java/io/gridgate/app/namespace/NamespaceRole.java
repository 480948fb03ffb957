package io.gridgate.app.namespace;

import io.gridgate.app.process.DataFolder;
import io.gridgate.app.process.ListenerNames;
import io.gridgate.app.process.ListenerTls;
import io.gridgate.app.process.PushWebhooks;
import io.gridgate.app.process.StartException;
import io.gridgate.app.settings.ListenerSettings;
import io.gridgate.app.store.LogStore;
import io.gridgate.auth.AccessKeys;
import io.gridgate.auth.BearerTokens;
import io.gridgate.auth.KeyFile;
import io.gridgate.auth.OwnerOnlyFile;
import io.gridgate.auth.Secret;
import io.gridgate.http.HttpLimits;
import io.gridgate.http.HttpServer;
import io.gridgate.http.TlsMaterial;
import io.gridgate.http.admin.AdminRoutes;
import io.gridgate.http.namespace.NamespaceLimits;
import io.gridgate.http.namespace.NamespaceRoutes;
import io.gridgate.log.EventLog;
import io.gridgate.log.TopicName;
import io.gridgate.log.postgres.PostgresLog;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The namespace role: a log, its data plane, a server for it, and what it pushes. Started when
 * made; closing it ends the pushes first, then the server, then the log.
 *
 * <p>Data folder: {@code log} has the events, {@code keys} the generated access keys, {@code
 * namespace-id} the number that lock tokens are derived from, {@code tls} the local authority.
 */
public final class NamespaceRole implements AutoCloseable {

    private final EventLog log;
    private final HttpServer server;
    private final NamespaceRoutes routes;
    private final NamespaceReady ready;
    private final PushWebhooks webhooks;
    private final NamespacePushes pushes;

    private NamespaceRole(
            EventLog log,
            HttpServer server,
            NamespaceRoutes routes,
            NamespaceReady ready,
            PushWebhooks webhooks,
            NamespacePushes pushes) {
        this.webhooks = webhooks;
        this.pushes = pushes;
        this.log = log;
        this.server = server;
        this.routes = routes;
        this.ready = ready;
    }

    /**
     * Starts a namespace that keeps its events in its folder.
     *
     * @param config what it shall be
     * @return the running namespace
     * @throws StartException if a port is taken or the folder cannot be used
     */
    public static NamespaceRole start(NamespaceConfig config) {
        return start(config, LogStore.EMBEDDED, InstantSource.system());
    }

    /**
     * Starts a namespace.
     *
     * @param config what it shall be
     * @param store where it keeps its events
     * @return the running namespace
     * @throws StartException if a port is taken, the folder cannot be used, or a shared store comes
     *     without keys
     */
    public static NamespaceRole start(NamespaceConfig config, LogStore store) {
        return start(config, store, InstantSource.system());
    }

    private static NamespaceRole start(
            NamespaceConfig config, LogStore store, InstantSource clock) {
        EventLog log = null;
        try {
            if (store.isShared() && config.keys().isEmpty()) {
                throw new StartException(
                        "namespace.keys is required with a store that replicas share: each would"
                                + " make keys of its own");
            }
            log = openLog(config, store, clock);
            return serve(config, log, clock);
        } catch (BindException e) {
            throw abandon(log, new StartException(String.valueOf(e.getMessage()), e));
        } catch (IOException e) {
            throw abandon(
                    log,
                    new StartException("data folder " + config.data() + ": " + e.getMessage(), e));
        } catch (RuntimeException e) {
            throw abandon(log, e);
        }
    }

    /**
     * Returns what somebody must know to use it.
     *
     * @return URLs, keys and topics
     */
    public NamespaceReady ready() {
        return ready;
    }

    /**
     * Returns its log, which it closes itself.
     *
     * @return the log
     */
    public EventLog log() {
        return log;
    }

    /** Lets receives that wait return at once; for those who stop their consumers first. */
    public void endLongPolls() {
        routes.stopping();
    }

    @Override
    public void close() {
        pushes.close();
        server.close();
        webhooks.close();
        log.close();
    }

    private static EventLog openLog(NamespaceConfig config, LogStore store, InstantSource clock) {
        DataFolder.make(config.data());
        EventLog log = store.open(config.data(), clock);
        try {
            config.topics().forEach(log::declare);
            config.subscriptions().forEach(log::declare);
            return log;
        } catch (RuntimeException e) {
            throw abandon(log, e);
        }
    }

    private static NamespaceRole serve(NamespaceConfig config, EventLog log, InstantSource clock)
            throws IOException {
        AccessKeys keys =
                config.keys().isEmpty()
                        ? KeyFile.readOrCreate(config.data().resolve("keys"))
                        : new AccessKeys(config.keys().stream().map(Secret::reveal).toList());
        NamespacePushes pushes = new NamespacePushes(config.pushes(), log);
        NamespaceRoutes routes =
                new NamespaceRoutes(
                        new NamespaceRoutes.Settings(
                                log,
                                namespaceId(log, config.data().resolve("namespace-id")),
                                config.relaxedLimits()
                                        ? NamespaceLimits.RELAXED
                                        : NamespaceLimits.STRICT,
                                keys,
                                config.bearer().map(bearer -> new BearerTokens(bearer, clock))),
                        pushes.subscriptions());
        PushWebhooks webhooks =
                new PushWebhooks(
                        config.pushRoutes(),
                        (_, topic) -> new TopicName(topic),
                        log,
                        HttpLimits.DEFAULT,
                        clock);
        ListenerSettings listener = config.listener();
        HttpServer.Builder builder =
                HttpServer.builder()
                        .host(listener.host())
                        .httpPort(listener.httpPort())
                        .shutdownDelay(listener.shutdownDelay())
                        .routes(routes)
                        .routes(
                                AdminRoutes.open(config.data(), Map.of("namespace", log))
                                        .withPushes(webhooks.counts()));
        webhooks.routes().ifPresent(builder::routes);
        Optional<TlsMaterial> tls = ListenerTls.of(listener, config.data(), clock);
        tls.ifPresent(material -> builder.https(listener.httpsPort().orElse(0), material));
        HttpServer server = builder.start();
        return new NamespaceRole(
                log,
                server,
                routes,
                ready(listener, server, tls, keys, log),
                webhooks,
                pushes.start());
    }

    private static NamespaceReady ready(
            ListenerSettings listener,
            HttpServer server,
            Optional<TlsMaterial> tls,
            AccessKeys keys,
            EventLog log) {
        String host = ListenerNames.urlHost(listener.host());
        return new NamespaceReady(
                "http://" + host + ":" + server.httpPort(),
                tls.map(_ -> "https://" + host + ":" + server.httpsPort()),
                tls.flatMap(TlsMaterial::caPath),
                keys.values(),
                log.topics().stream().map(topic -> topic.name().value()).toList());
    }

    /** Replicas must know each other's lock tokens, so they share the number in them. */
    private static UUID namespaceId(EventLog log, Path file) throws IOException {
        if (log instanceof PostgresLog shared) {
            return shared.sharedId();
        }
        if (Files.exists(file)) {
            try {
                return UUID.fromString(Files.readString(file).strip());
            } catch (IllegalArgumentException e) {
                throw new IOException(file + " must hold a UUID", e);
            }
        }
        UUID id = UUID.randomUUID();
        OwnerOnlyFile.write(file, id + "\n");
        return id;
    }

    private static RuntimeException abandon(@Nullable EventLog log, RuntimeException failure) {
        if (log != null) {
            log.close();
        }
        return failure;
    }
}

package io.gridgate.app.site;

import io.gridgate.accept.PublishRule;
import io.gridgate.app.gateway.GatewayRole;
import io.gridgate.app.gateway.KeySources;
import io.gridgate.app.gateway.SecurityLogs;
import io.gridgate.app.namespace.NamespaceConfig;
import io.gridgate.app.namespace.NamespaceReady;
import io.gridgate.app.namespace.NamespaceRole;
import io.gridgate.app.process.ListenerNames;
import io.gridgate.app.process.Running;
import io.gridgate.app.settings.Access;
import io.gridgate.app.settings.GatewaySettings;
import io.gridgate.app.settings.ListenerSettings;
import io.gridgate.app.settings.OutboxSettings;
import io.gridgate.app.settings.PartnerSettings;
import io.gridgate.app.settings.SourceSettings;
import io.gridgate.app.settings.UpstreamSettings;
import io.gridgate.app.settings.WorkerSettings;
import io.gridgate.app.worker.HandlerChoice;
import io.gridgate.app.worker.WorkerRole;
import io.gridgate.auth.AccessKeys;
import io.gridgate.auth.KeyFile;
import io.gridgate.auth.Secret;
import io.gridgate.auth.SecurityLog;
import io.gridgate.auth.issued.KeyBookFile;
import io.gridgate.filter.EventFilter;
import io.gridgate.handlers.WorkerListener;
import io.gridgate.http.ClientAddress;
import io.gridgate.http.HttpLimits;
import io.gridgate.http.HttpServer;
import io.gridgate.http.admin.AdminRoutes;
import io.gridgate.log.EventLog;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;
import io.gridgate.log.embedded.EmbeddedLog;
import io.gridgate.log.embedded.EmbeddedLogOptions;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the parts of a ready-made site, one after the other, and wires them. */
final class SiteParts {

    private static final String WORKER = "worker";

    /** One disk write serves all who wait for it, so the file handler gains from many at once. */
    private static final int QUICK_HANDLER_CONCURRENCY = 128;

    private final SiteOptions options;
    private final Running running;

    SiteParts(SiteOptions options, Running running) {
        this.options = options;
        this.running = running;
    }

    SiteReady start(Site.Watch watch) throws IOException {
        AccessKeys eventKeys = keys("demo-events-keys");
        AccessKeys gitHubSecrets = keys("demo-github-secrets");
        NamespaceRole namespace = running.add(NamespaceRole.start(namespaceConfig()));
        NamespaceReady reached = namespace.ready();
        Access access =
                Access.withKey(
                        URI.create(reached.httpsUrl().orElseThrow()),
                        Secret.of(reached.keys().getFirst()),
                        reached.caPath());
        HttpServer server =
                startGateway(
                        gatewaySettings(access, eventKeys, gitHubSecrets), namespace.log(), watch);
        Path output = options.data().resolve("handled.jsonl");
        startWorkers(access, output, watch.worked());
        running.add(namespace::endLongPolls);
        return new SiteReady(
                "http://" + ListenerNames.urlHost(options.host()) + ":" + server.httpPort(),
                reached,
                eventKeys.values().getFirst(),
                gitHubSecrets.values().getFirst(),
                output.toAbsolutePath().normalize());
    }

    private AccessKeys keys(String file) throws IOException {
        return KeyFile.readOrCreate(options.data().resolve(file));
    }

    private NamespaceConfig namespaceConfig() {
        List<TopicName> topics = List.of(new TopicName(Site.EVENTS), new TopicName(Site.GITHUB));
        return new NamespaceConfig(
                options.data().resolve("namespace"),
                ListenerSettings.of(
                        options.host(),
                        options.namespaceHttpPort(),
                        Optional.of(options.namespaceHttpsPort())),
                List.of(),
                false,
                topics.stream()
                        .map(name -> new Topic(name, Topic.RETENTION_DEFAULT, Duration.ZERO))
                        .toList(),
                topics.stream()
                        .map(name ->
                                new Subscription(
                                        new SubscriptionName(name, WORKER),
                                        EventFilter.ALL,
                                        Duration.ofSeconds(60),
                                        10,
                                        Topic.RETENTION_DEFAULT))
                        .toList(),
                Optional.empty());
    }

    private static GatewaySettings gatewaySettings(
            Access access, AccessKeys eventKeys, AccessKeys gitHubSecrets) {
        Map<String, SourceSettings> sources = new LinkedHashMap<>();
        sources.put(
                Site.EVENTS,
                SourceSettings.cloudEvents(secrets(eventKeys), Site.EVENTS, PublishRule.ANYTHING));
        sources.put(Site.GITHUB, SourceSettings.gitHub(secrets(gitHubSecrets), Site.GITHUB));
        return new GatewaySettings(
                Map.of(Site.PARTNER, new PartnerSettings(secrets(eventKeys), sources)),
                UpstreamSettings.of(access),
                OutboxSettings.DEFAULT);
    }

    private static List<Secret> secrets(AccessKeys keys) {
        return keys.values().stream().map(Secret::of).toList();
    }

    private HttpServer startGateway(
            GatewaySettings settings, EventLog namespaceLog, Site.Watch watch) throws IOException {
        SecurityLog security =
                running.add(
                        SecurityLogs.open(
                                settings.securityLog(), options.data(), InstantSource.system()));
        EventLog log =
                running.add(
                        EmbeddedLog.open(
                                options.data().resolve("gateway").resolve("log"),
                                EmbeddedLogOptions.DEFAULT,
                                InstantSource.system()));
        GatewayRole gateway =
                GatewayRole.open(
                        settings,
                        log,
                        HttpLimits.DEFAULT,
                        watch.accepted(),
                        watch.forwarded(),
                        security,
                        KeySources.NONE.with(
                                new KeyBookFile(options.data().resolve(KeyBookFile.NAME))));
        HttpServer server =
                HttpServer.builder()
                        .host(options.host())
                        .httpPort(options.httpPort())
                        .routes(gateway.routes())
                        .routes(
                                AdminRoutes.open(
                                                options.data(),
                                                Map.of("gateway", log, "namespace", namespaceLog))
                                        .withSources(gateway::frontDoors)
                                        .withQuarantine(gateway.quarantine())
                                        .withSecurityLog(security, ClientAddress.PEER))
                        .start();
        running.add(gateway);
        running.add(server);
        gateway.start();
        return server;
    }

    private void startWorkers(Access access, Path output, List<WorkerListener> listeners) {
        HandlerChoice choice = HandlerChoice.file(output);
        running.add(choice.resource());
        for (String topic : List.of(Site.EVENTS, Site.GITHUB)) {
            WorkerSettings settings =
                    WorkerSettings.of(access, topic, WORKER, QUICK_HANDLER_CONCURRENCY);
            running.add(WorkerRole.start(settings, choice.handler(), listeners, Optional.empty()));
        }
    }
}

package io.gridgate.app.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A whole site: what every role of a process needs. Read from one YAML file by {@link
 * SettingsFile}, or built in code with the same checks.
 *
 * @param dataFolder where events, keys and certificates are kept
 * @param postgresql the database that events are kept in; in the data folder where there is none
 * @param listener where the process listens
 * @param gateway the gateway role, if it is configured
 * @param namespace the namespace role, if it is configured
 * @param worker the worker role with a handler, if it is configured
 * @param bridge the worker role with HTTP targets, if it is configured
 * @param health where a worker process tells how it does, if it shall
 */
public record Settings(
        Path dataFolder,
        Optional<PostgresSettings> postgresql,
        ListenerSettings listener,
        Optional<GatewaySettings> gateway,
        Optional<NamespaceSettings> namespace,
        Optional<WorkerSettings> worker,
        Optional<BridgeSettings> bridge,
        Optional<HealthSettings> health) {

    static final Key<Path> DATA_FOLDER =
            Key.of(
                    "data-folder",
                    Kinds.path(),
                    Path.of("data"),
                    "Folder for events (unless `store` says otherwise), keys and certificates. One"
                            + " process at a time.");

    static final Section SECTION =
            Section.of(
                            "Top of the file. Give the sections of the roles you run.",
                            DATA_FOLDER,
                            PostgresSettings.STORE)
                    .with(
                            Section.Child.one("postgresql", PostgresSettings.SECTION),
                            Section.Child.one("listener", ListenerSettings.SECTION),
                            Section.Child.one("gateway", GatewaySettings.SECTION),
                            Section.Child.one("namespace", NamespaceSettings.SECTION),
                            Section.Child.one("worker", WorkerSettings.SECTION),
                            Section.Child.one("bridge", BridgeSettings.SECTION),
                            Section.Child.one("health", HealthSettings.SECTION));

    static Settings from(Node top) {
        top.check(SECTION);
        return new Settings(
                top.references().path(top.get(DATA_FOLDER).toString()),
                PostgresSettings.from(top),
                ListenerSettings.from(top.child("listener", ListenerSettings.SECTION)),
                top.has("gateway")
                        ? Optional.of(
                                GatewaySettings.from(top.child("gateway", GatewaySettings.SECTION)))
                        : Optional.empty(),
                top.has("namespace")
                        ? Optional.of(
                                NamespaceSettings.from(
                                        top.child("namespace", NamespaceSettings.SECTION)))
                        : Optional.empty(),
                top.has("worker")
                        ? Optional.of(
                                WorkerSettings.from(top.child("worker", WorkerSettings.SECTION)))
                        : Optional.empty(),
                top.has("bridge")
                        ? Optional.of(
                                BridgeSettings.from(top.child("bridge", BridgeSettings.SECTION)))
                        : Optional.empty(),
                top.has("health")
                        ? Optional.of(
                                HealthSettings.from(top.child("health", HealthSettings.SECTION)))
                        : Optional.empty());
    }
}

package io.gridgate.app.settings;

import io.gridgate.accept.ContractRule;
import io.gridgate.accept.SourceId;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The gateway role.
 *
 * @param partners who may send, by name
 * @param upstream where accepted events go
 * @param outbox how long they are kept
 * @param schemasFolder the event contracts, if there are any
 * @param pushRoutes its webhooks for Event Grid by name
 * @param securityLog where it is written who was let in
 * @param claimCheck where the data of large events go, if anywhere
 * @param keysFile the book of keys that operators made; empty: in the data folder
 * @param classicTopics topics that are on no namespace, by the name that sources give
 */
public record GatewaySettings(
        Map<String, PartnerSettings> partners,
        UpstreamSettings upstream,
        OutboxSettings outbox,
        Optional<Path> schemasFolder,
        Map<String, PushRouteSettings> pushRoutes,
        SecurityLogSettings securityLog,
        Optional<ClaimCheckSettings> claimCheck,
        Optional<Path> keysFile,
        Map<String, ClassicTopicSettings> classicTopics) {

    static final Key<Path> SCHEMAS_FOLDER =
            Key.optional(
                    "schemas-folder",
                    Kinds.path(),
                    "Folder with event contracts: `<type>/<version>.json`, see contracts.md. Read"
                            + " at start and when it was changed. Needed when a source has a `contract`.");

    static final Key<Path> KEYS_FILE =
            Key.optional(
                    "keys-file",
                    Kinds.path(),
                    "File of the keys that `gridgate keys` makes, as digests. `partner-keys.json` in"
                            + " the data folder where it is not given; replicas share one.");

    static final Section SECTION =
            Section.of(
                            "The gateway role: takes events of partners in and forwards them.",
                            SCHEMAS_FOLDER,
                            KEYS_FILE)
                    .with(
                            Section.Child.named("partners", "<partner>", PartnerSettings.SECTION),
                            Section.Child.one("upstream", UpstreamSettings.SECTION),
                            Section.Child.one("outbox", OutboxSettings.SECTION),
                            Section.Child.named(
                                    "push-routes", "<route>", PushRouteSettings.SECTION),
                            Section.Child.one("security-log", SecurityLogSettings.SECTION),
                            Section.Child.one("claim-check", ClaimCheckSettings.SECTION),
                            Section.Child.named(
                                    "classic-topics", "<topic>", ClassicTopicSettings.SECTION));

    /** Checks the names, and that there are contracts where a source has a rule for them. */
    public GatewaySettings {
        partners = Collections.unmodifiableMap(new LinkedHashMap<>(partners));
        partners.keySet().forEach(name -> Access.checkName("partner", name));
        pushRoutes = Collections.unmodifiableMap(new LinkedHashMap<>(pushRoutes));
        pushRoutes.keySet().forEach(name -> Access.checkName("push route", name));
        if (outbox.lock().compareTo(upstream.requestTimeout()) <= 0) {
            throw new IllegalArgumentException(
                    "outbox.lock (%s) must be longer than upstream.request-timeout (%s)"
                            .formatted(outbox.lock(), upstream.requestTimeout()));
        }
        partners.forEach((partner, it) ->
                it.sources()
                        .forEach((name, source) -> checkQuarantine(partner + name, name, source)));
        boolean checks =
                partners.values().stream()
                        .flatMap(partner -> partner.sources().values().stream())
                        .anyMatch(source -> source.contract().isPresent());
        if (checks && schemasFolder.isEmpty()) {
            throw new IllegalArgumentException(
                    SCHEMAS_FOLDER.name() + " is required because a source has a contract");
        }
        Set<String> topics = topics(partners, pushRoutes);
        claimCheck.ifPresent(it -> checkKnown("claim-check.topics", it.topics(), topics));
        classicTopics = Collections.unmodifiableMap(new LinkedHashMap<>(classicTopics));
        checkKnown("classic-topics", classicTopics.keySet(), topics);
    }

    private static void checkKnown(String where, Collection<String> names, Set<String> topics) {
        names.stream()
                .filter(topic -> !topics.contains(topic))
                .findFirst()
                .ifPresent(topic -> {
                    throw new IllegalArgumentException(
                            "%s: no source or push route goes to topic '%s'"
                                    .formatted(where, topic));
                });
    }

    private static Set<String> topics(
            Map<String, PartnerSettings> partners, Map<String, PushRouteSettings> pushRoutes) {
        return Stream.concat(
                        partners.values().stream()
                                .flatMap(partner -> partner.sources().values().stream())
                                .map(SourceSettings::topic),
                        pushRoutes.values().stream().flatMap(route -> route.topic().stream()))
                .collect(Collectors.toSet());
    }

    /**
     * {@return whether the data of a topic's large events are checked in}
     *
     * @param topic the topic
     */
    public boolean checksIn(String topic) {
        return claimCheck.filter(it -> it.topics().contains(topic)).isPresent();
    }

    private static void checkQuarantine(String names, String name, SourceSettings source) {
        boolean holds =
                source.contract().stream()
                        .anyMatch(it -> it.policy() == ContractRule.OnViolation.QUARANTINE);
        if (holds && names.length() > SourceId.QUARANTINE_NAMES_MAX) {
            throw new IllegalArgumentException(
                    ("the source %s has a contract with policy quarantine, so its name and that of"
                                    + " its partner must have at most %d characters together, not"
                                    + " %d")
                            .formatted(name, SourceId.QUARANTINE_NAMES_MAX, names.length()));
        }
    }

    /**
     * Makes the settings of a gateway without webhooks for Event Grid.
     *
     * @param partners who may send, by name
     * @param upstream where accepted events go
     * @param outbox how long they are kept
     * @param schemasFolder the event contracts, if there are any
     */
    public GatewaySettings(
            Map<String, PartnerSettings> partners,
            UpstreamSettings upstream,
            OutboxSettings outbox,
            Optional<Path> schemasFolder) {
        this(
                partners,
                upstream,
                outbox,
                schemasFolder,
                Map.of(),
                SecurityLogSettings.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /**
     * Makes the settings of a gateway without event contracts.
     *
     * @param partners who may send, by name
     * @param upstream where accepted events go
     * @param outbox how long they are kept
     */
    public GatewaySettings(
            Map<String, PartnerSettings> partners,
            UpstreamSettings upstream,
            OutboxSettings outbox) {
        this(partners, upstream, outbox, Optional.empty());
    }

    static GatewaySettings from(Node node) {
        return node.make(() ->
                new GatewaySettings(
                        node.named("partners", PartnerSettings.SECTION, PartnerSettings::from),
                        UpstreamSettings.from(node.child("upstream", UpstreamSettings.SECTION)),
                        OutboxSettings.from(node.child("outbox", OutboxSettings.SECTION)),
                        node.find(SCHEMAS_FOLDER),
                        node.named(
                                "push-routes", PushRouteSettings.SECTION, PushRouteSettings::from),
                        SecurityLogSettings.from(
                                node.child("security-log", SecurityLogSettings.SECTION)),
                        node.has("claim-check")
                                ? Optional.of(
                                        ClaimCheckSettings.from(
                                                node.child(
                                                        "claim-check", ClaimCheckSettings.SECTION)))
                                : Optional.empty(),
                        node.find(KEYS_FILE),
                        node.named(
                                "classic-topics",
                                ClassicTopicSettings.SECTION,
                                ClassicTopicSettings::from)));
    }
}

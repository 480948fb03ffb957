package io.gridgate.app.settings;

import io.gridgate.accept.SourceId;
import io.gridgate.accept.push.PushRoute.Handshake;
import io.gridgate.accept.push.PushRoute.Schema;
import io.gridgate.auth.Credential;
import io.gridgate.auth.Secret;
import io.gridgate.log.Topic;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One webhook for Event Grid.
 *
 * @param topic the topic that its events go to, unless there is a target
 * @param target the webhook that its deliveries go to, unless there is a topic
 * @param schemas the delivery schemas that it takes
 * @param subscriptions the event subscriptions that may push
 * @param topics the resource ids of their topics, for the handshake of the Event Grid schema
 * @param origins who may ask in the handshake of CloudEvents
 * @param secrets secrets of which one is in the query
 * @param entra which tokens must come along, if any
 * @param open whether it may do without secrets and tokens
 * @param handshake how a subscription is confirmed
 * @param ratePerMinute how many requests a minute are promised to a sender that asks
 * @param dedupWindow how long repeats are recognised
 */
public record PushRouteSettings(
        Optional<String> topic,
        Optional<PushTargetSettings> target,
        List<Schema> schemas,
        List<String> subscriptions,
        List<String> topics,
        List<String> origins,
        List<Secret> secrets,
        Optional<PushEntraSettings> entra,
        boolean open,
        Handshake handshake,
        Optional<Integer> ratePerMinute,
        Duration dedupWindow) {

    private static final int NAMES_MAX = 100;

    static final Key<String> TOPIC =
            Key.optional(
                    "topic",
                    Access.topicName(),
                    "Topic that the events go to: of the namespace itself, or of the namespace that"
                            + " the gateway forwards to. Give it or `target`.");
    static final Key<List<Schema>> SCHEMAS =
            Key.of(
                    "schemas",
                    Kinds.listOf(Kinds.choice(Schema.class), 2),
                    List.of(Schema.CLOUD_EVENTS),
                    "Delivery schemas of the event subscriptions.");
    static final Key<List<String>> SUBSCRIPTIONS =
            Key.required(
                    "subscriptions",
                    Kinds.listOf(
                            Kinds.text(
                                    "3 to 64 letters, digits or hyphens",
                                    value -> value.matches("[a-zA-Z0-9-]{3,64}")),
                            NAMES_MAX),
                    "Names of the event subscriptions that may push. Case does not matter.");
    static final Key<List<String>> TOPICS =
            Key.of(
                    "topics",
                    Kinds.listOf(
                            Kinds.text(
                                    "resource id, `/subscriptions/…`",
                                    value -> value.matches("/[!-~]{1,1000}")),
                            NAMES_MAX),
                    List.of(),
                    "Resource ids of the topics whose subscriptions may be confirmed. Needed for"
                            + " `event-grid`; the handshake of CloudEvents names no topic.");
    static final Key<List<String>> ORIGINS =
            Key.of(
                    "origins",
                    Kinds.listOf(
                            Kinds.text("host name", value -> value.matches("[A-Za-z0-9.-]{1,253}")),
                            NAMES_MAX),
                    List.of("eventgrid.azure.net"),
                    "Values of `WebHook-Request-Origin` that are allowed. The default is that of"
                            + " public Azure.");
    static final Key<List<Secret>> SECRETS =
            Key.of(
                    "secrets",
                    Kinds.listOf(Kinds.secret(Access.SECRET_BYTES_MIN), Credential.SECRETS_MAX),
                    List.of(),
                    "Secrets of which one is in the query: `?access_token=SECRET`. Letters, digits,"
                            + " `-`, `.`, `_` or `~`. All are live: add the new one, change the"
                            + " event subscription, drop the old one.");
    static final Key<Boolean> OPEN =
            Key.of(
                    "open",
                    Kinds.flag(),
                    false,
                    "Takes deliveries of anybody who can reach the address. Without it, `secrets`"
                            + " or `entra` is required.");
    static final Key<Handshake> HANDSHAKE =
            Key.of(
                    "handshake",
                    Kinds.choice(Handshake.class),
                    Handshake.ANSWER,
                    "How a subscription is confirmed: in the answer, or by a call to the address"
                            + " that Event Grid names, where a proxy in front changes answers.");
    static final Key<Integer> RATE_PER_MINUTE =
            Key.optional(
                    "rate-per-minute",
                    Kinds.integer("requests", 1, 1_000_000),
                    "`WebHook-Allowed-Rate` for a sender that asks for a rate; `*` without it.");
    static final Key<Duration> DEDUP_WINDOW =
            Key.of(
                    "dedup-window",
                    Kinds.duration(Duration.ofMinutes(1), Duration.ofDays(30)),
                    Topic.DEDUP_WINDOW_DEFAULT,
                    "How long repeats are recognised. Event Grid tries for up to a day.");

    static final Section SECTION =
            Section.of(
                            "One webhook for Event Grid, at `/push/{route}`; see push.md. Its name"
                                    + " is "
                                    + SourceId.rule()
                                    + ".",
                            TOPIC,
                            SCHEMAS,
                            SUBSCRIPTIONS,
                            TOPICS,
                            ORIGINS,
                            SECRETS,
                            OPEN,
                            HANDSHAKE,
                            RATE_PER_MINUTE,
                            DEDUP_WINDOW)
                    .with(
                            Section.Child.one("target", PushTargetSettings.SECTION),
                            Section.Child.one("entra", PushEntraSettings.SECTION));

    /** Checks the bounds, and that nothing is open by accident. */
    public PushRouteSettings {
        topic.ifPresent(TOPIC::check);
        if (topic.isPresent() == target.isPresent()) {
            throw new IllegalArgumentException("needs either topic or target");
        }
        schemas = SCHEMAS.check(List.copyOf(schemas));
        subscriptions = SUBSCRIPTIONS.check(List.copyOf(subscriptions));
        topics = TOPICS.check(List.copyOf(topics));
        origins = ORIGINS.check(List.copyOf(origins));
        secrets = SECRETS.check(List.copyOf(secrets));
        ratePerMinute.ifPresent(RATE_PER_MINUTE::check);
        DEDUP_WINDOW.check(dedupWindow);
        if (schemas.isEmpty() || subscriptions.isEmpty()) {
            throw new IllegalArgumentException("needs at least one of schemas and subscriptions");
        }
        if (schemas.contains(Schema.EVENT_GRID) && topics.isEmpty()) {
            throw new IllegalArgumentException(
                    "needs topics, because subscriptions with schema event-grid are confirmed for"
                            + " expected topics only");
        }
        if (schemas.contains(Schema.CLOUD_EVENTS) && origins.isEmpty()) {
            throw new IllegalArgumentException("needs origins, because it takes cloud-events");
        }
        boolean guarded = !secrets.isEmpty() || entra.isPresent();
        if (guarded == open) {
            throw new IllegalArgumentException(
                    guarded
                            ? "is open and has secrets or entra; leave one of them out"
                            : "needs secrets or entra, or open: true to take deliveries of anybody");
        }
        for (Secret secret : secrets) {
            if (!secret.reveal().matches("[A-Za-z0-9._~-]+")) {
                throw new IllegalArgumentException(
                        "a secret must consist of letters, digits, '-', '.', '_' or '~', so that it"
                                + " can stand in a query as it is");
            }
        }
    }

    static PushRouteSettings from(Node node) {
        return node.make(() ->
                new PushRouteSettings(
                        node.find(TOPIC),
                        node.has("target")
                                ? Optional.of(
                                        PushTargetSettings.from(
                                                node.child("target", PushTargetSettings.SECTION)))
                                : Optional.empty(),
                        node.get(SCHEMAS),
                        node.get(SUBSCRIPTIONS),
                        node.get(TOPICS),
                        node.get(ORIGINS),
                        node.get(SECRETS),
                        node.has("entra")
                                ? Optional.of(
                                        PushEntraSettings.from(
                                                node.child("entra", PushEntraSettings.SECTION)))
                                : Optional.empty(),
                        node.get(OPEN),
                        node.get(HANDSHAKE),
                        node.find(RATE_PER_MINUTE),
                        node.get(DEDUP_WINDOW)));
    }
}

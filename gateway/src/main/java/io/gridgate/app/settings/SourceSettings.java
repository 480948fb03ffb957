package io.gridgate.app.settings;

import io.gridgate.accept.SourceLimits;
import io.gridgate.auth.Credential;
import io.gridgate.auth.Secret;
import io.gridgate.log.EventLog;

import java.util.List;
import java.util.Optional;

/**
 * One source of a partner.
 *
 * @param scheme what its requests look like
 * @param keys API keys that may send; only for {@link Scheme#CLOUDEVENTS}
 * @param secrets secrets that requests are signed with
 * @param hmac how requests are signed; only for {@link Scheme#CLOUDEVENTS}
 * @param topic the namespace topic that its events go to
 * @param bodyBytesMax most bytes in a request body
 * @param batchEventsMax most events in a request
 * @param contract how its events are checked against their contracts; empty for no check
 */
public record SourceSettings(
        Scheme scheme,
        List<Secret> keys,
        List<Secret> secrets,
        HmacSettings hmac,
        String topic,
        int bodyBytesMax,
        int batchEventsMax,
        Optional<ContractSettings> contract) {

    /** What requests look like. */
    public enum Scheme {
        /** CloudEvents 1.0: structured, batched or binary. */
        CLOUDEVENTS,
        /** GitHub webhooks. */
        GITHUB
    }

    static final Key<Scheme> SCHEME =
            Key.required(
                    "scheme", Kinds.choice(Scheme.class), "What the requests of the sender are.");
    static final Key<List<Secret>> KEYS =
            Key.of(
                    "keys",
                    Kinds.listOf(Kinds.secret(Access.SECRET_BYTES_MIN), Credential.SECRETS_MAX),
                    List.of(),
                    "API keys of which the sender presents one. All are live: add the new one, let"
                            + " the sender change over, drop the old one.");
    static final Key<List<Secret>> SECRETS =
            Key.of(
                    "secrets",
                    Kinds.listOf(Kinds.secret(Access.SECRET_BYTES_MIN), Credential.SECRETS_MAX),
                    List.of(),
                    "Secrets with one of which the sender signs. All are live, as with keys.");
    static final Key<String> TOPIC =
            Key.required("topic", Access.topicName(), "Namespace topic that the events go to.");
    static final Key<Integer> BODY_BYTES_MAX =
            Key.of(
                    "body-bytes-max",
                    Kinds.integer("bytes", 1, SourceLimits.BODY_BYTES_CEILING),
                    SourceLimits.DEFAULT.bodyBytesMax(),
                    "Largest request body; a larger one is answered 413.");
    static final Key<Integer> BATCH_EVENTS_MAX =
            Key.of(
                    "batch-events-max",
                    Kinds.integer("events", 1, EventLog.BATCH_MAX),
                    SourceLimits.DEFAULT.batchEventsMax(),
                    "Most events in one request; more are answered 413.");

    static final Section SECTION =
            Section.of(
                            "One front door of a partner, at `POST /partners/{partner}/{source}`."
                                    + " `cloudevents` needs `keys` or `secrets`, `github` needs"
                                    + " `secrets`.",
                            SCHEME,
                            KEYS,
                            SECRETS,
                            TOPIC,
                            BODY_BYTES_MAX,
                            BATCH_EVENTS_MAX)
                    .with(
                            Section.Child.one("hmac", HmacSettings.SECTION),
                            Section.Child.one("contract", ContractSettings.SECTION));

    /** Checks the bounds, and that there is exactly one way to authenticate. */
    public SourceSettings {
        keys = KEYS.check(List.copyOf(keys));
        secrets = SECRETS.check(List.copyOf(secrets));
        TOPIC.check(topic);
        BODY_BYTES_MAX.check(bodyBytesMax);
        BATCH_EVENTS_MAX.check(batchEventsMax);
        if (scheme == Scheme.GITHUB && (secrets.isEmpty() || !keys.isEmpty())) {
            throw new IllegalArgumentException("scheme github needs secrets, and has no keys");
        }
        if (keys.isEmpty() == secrets.isEmpty()) {
            throw new IllegalArgumentException(
                    "scheme cloudevents needs either keys or secrets (with hmac)");
        }
    }

    /**
     * {@return a CloudEvents source with API keys and default limits}
     *
     * @param keys the live keys
     * @param topic the namespace topic
     */
    public static SourceSettings cloudEvents(List<Secret> keys, String topic) {
        return of(Scheme.CLOUDEVENTS, keys, List.of(), topic);
    }

    /**
     * {@return a GitHub source with default limits}
     *
     * @param secrets the live webhook secrets
     * @param topic the namespace topic
     */
    public static SourceSettings gitHub(List<Secret> secrets, String topic) {
        return of(Scheme.GITHUB, List.of(), secrets, topic);
    }

    private static SourceSettings of(
            Scheme scheme, List<Secret> keys, List<Secret> secrets, String topic) {
        return new SourceSettings(
                scheme,
                keys,
                secrets,
                HmacSettings.DEFAULT,
                topic,
                BODY_BYTES_MAX.defaultValue(),
                BATCH_EVENTS_MAX.defaultValue(),
                Optional.empty());
    }

    /**
     * {@return the same source, with its events checked}
     *
     * @param settings how they are checked
     */
    public SourceSettings withContract(ContractSettings settings) {
        return new SourceSettings(
                scheme,
                keys,
                secrets,
                hmac,
                topic,
                bodyBytesMax,
                batchEventsMax,
                Optional.of(settings));
    }

    static SourceSettings from(Node node) {
        return node.make(() ->
                new SourceSettings(
                        node.get(SCHEME),
                        node.get(KEYS),
                        node.get(SECRETS),
                        HmacSettings.from(node.child("hmac", HmacSettings.SECTION)),
                        node.get(TOPIC),
                        node.get(BODY_BYTES_MAX),
                        node.get(BATCH_EVENTS_MAX),
                        node.has("contract")
                                ? Optional.of(
                                        ContractSettings.from(
                                                node.child("contract", ContractSettings.SECTION)))
                                : Optional.empty()));
    }
}

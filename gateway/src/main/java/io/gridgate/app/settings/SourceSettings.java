package io.gridgate.app.settings;

import io.gridgate.accept.PublishRule;
import io.gridgate.accept.SourceLimits;
import io.gridgate.auth.LiveSecret;
import io.gridgate.auth.Secret;
import io.gridgate.log.EventLog;

import java.util.List;
import java.util.Optional;

/**
 * One source of a partner.
 *
 * @param scheme what its requests look like
 * @param access what its requests must prove
 * @param mapping which value becomes which attribute, for schemes that do not say it themselves
 * @param topic the namespace topic that its events go to
 * @param limits what one request may hold
 * @param publish which events it may publish
 * @param contract how its events are checked against their contracts; empty for no check
 */
public record SourceSettings(
        SourceScheme scheme,
        SourceAccess access,
        MappingSettings mapping,
        String topic,
        SourceLimits limits,
        PublishRule publish,
        Optional<ContractSettings> contract) {

    static final Key<SourceScheme> SCHEME =
            Key.required(
                    "scheme",
                    Kinds.choice(SourceScheme.class),
                    "What the requests of the sender are; see partners.md.");
    static final Key<String> TOPIC =
            Key.required("topic", Access.topicName(), "Namespace topic that the events go to.");
    static final Key<Integer> BODY_BYTES_MAX =
            Key.of(
                    "body-bytes-max",
                    Kinds.integer("bytes", 1, SourceLimits.BODY_BYTES_CEILING),
                    SourceLimits.DEFAULT.bodyBytesMax(),
                    "Largest request body, also when its Content-Encoding is undone; a larger one is"
                            + " answered 413.");
    static final Key<Integer> EXPANSION_MAX =
            Key.of(
                    "expansion-max",
                    Kinds.integer("times", 1, SourceLimits.EXPANSION_CEILING),
                    SourceLimits.DEFAULT.expansionMax(),
                    "How many times as large a body with a Content-Encoding (gzip or br) may become,"
                            + " from 64 KiB on; a larger one is answered 413.");
    static final Key<Integer> BATCH_EVENTS_MAX =
            Key.of(
                    "batch-events-max",
                    Kinds.integer("events", 1, EventLog.BATCH_MAX),
                    SourceLimits.DEFAULT.batchEventsMax(),
                    "Most events in one request; more are answered 413.");

    static final Section SECTION =
            Section.of(
                            "One front door of a partner, at `POST /partners/{partner}/{source}`."
                                    + " `cloudevents`, `webhook` and `gitlab` take keys or `secrets`,"
                                    + " `aws-sns`, `aws-s3` and `couchdb` take keys, all others need"
                                    + " `secrets`. Keys stand in `keys`, or are made by `gridgate"
                                    + " keys`; `entra` takes their place.",
                            SCHEME,
                            SourceAccess.KEYS,
                            SourceAccess.KEY_PLACE,
                            SourceAccess.SECRETS,
                            SourceAccess.TIMESTAMP_TOLERANCE,
                            SourceAccess.PUBLIC_URL,
                            TOPIC,
                            PublishSettings.TYPES,
                            PublishSettings.EVENT_SOURCES,
                            BODY_BYTES_MAX,
                            EXPANSION_MAX,
                            BATCH_EVENTS_MAX)
                    .with(
                            Section.Child.one("hmac", HmacSettings.SECTION),
                            Section.Child.one("entra", SourceEntraSettings.SECTION),
                            Section.Child.one("mapping", MappingSettings.SECTION),
                            Section.Child.one("contract", ContractSettings.SECTION));

    /** Checks the bounds, and that there is what the scheme needs. */
    public SourceSettings {
        TOPIC.check(topic);
        access.check(scheme);
        mapping.check(scheme);
        PublishSettings.check(publish, scheme);
    }

    /**
     * {@return a source with default limits}
     *
     * @param scheme what its requests look like
     * @param access what its requests must prove
     * @param topic the namespace topic
     * @param publish which events it may publish
     */
    public static SourceSettings of(
            SourceScheme scheme, SourceAccess access, String topic, PublishRule publish) {
        return new SourceSettings(
                scheme,
                access,
                MappingSettings.DEFAULT,
                topic,
                SourceLimits.DEFAULT,
                publish,
                Optional.empty());
    }

    /**
     * {@return a CloudEvents source with API keys and default limits}
     *
     * @param keys the live keys
     * @param topic the namespace topic
     * @param publish which events it may publish
     */
    public static SourceSettings cloudEvents(List<Secret> keys, String topic, PublishRule publish) {
        return of(SourceScheme.CLOUDEVENTS, SourceAccess.keys(live(keys)), topic, publish);
    }

    /**
     * {@return a GitHub source with default limits, for every event of GitHub}
     *
     * @param secrets the live webhook secrets
     * @param topic the namespace topic
     */
    public static SourceSettings gitHub(List<Secret> secrets, String topic) {
        return of(
                SourceScheme.GITHUB,
                SourceAccess.signed(live(secrets), HmacSettings.DEFAULT),
                topic,
                PublishRule.types("com.github.*"));
    }

    private static List<LiveSecret> live(List<Secret> secrets) {
        return secrets.stream().map(LiveSecret::always).toList();
    }

    /**
     * {@return the same source, with its events checked}
     *
     * @param settings how they are checked
     */
    public SourceSettings withContract(ContractSettings settings) {
        return new SourceSettings(
                scheme, access, mapping, topic, limits, publish, Optional.of(settings));
    }

    /**
     * {@return the same source with other limits}
     *
     * @param bounds the limits
     */
    public SourceSettings withLimits(SourceLimits bounds) {
        return new SourceSettings(scheme, access, mapping, topic, bounds, publish, contract);
    }

    static SourceSettings from(Node node) {
        return node.make(() ->
                new SourceSettings(
                        node.get(SCHEME),
                        SourceAccess.from(node),
                        MappingSettings.from(node.child("mapping", MappingSettings.SECTION)),
                        node.get(TOPIC),
                        new SourceLimits(
                                node.get(BODY_BYTES_MAX),
                                node.get(EXPANSION_MAX),
                                node.get(BATCH_EVENTS_MAX),
                                SourceLimits.EVENT_BYTES_MAX),
                        PublishSettings.from(node),
                        node.has("contract")
                                ? Optional.of(
                                        ContractSettings.from(
                                                node.child("contract", ContractSettings.SECTION)))
                                : Optional.empty()));
    }
}

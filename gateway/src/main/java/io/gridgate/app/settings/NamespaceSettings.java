package io.gridgate.app.settings;

import io.gridgate.auth.Secret;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The namespace role.
 *
 * @param keys its access keys; none: one is made and kept in the data folder
 * @param relaxedLimits whether limits that Azure has may be exceeded
 * @param topics its topics by name
 * @param pushRoutes its webhooks for Event Grid by name
 * @param push how it pushes to webhooks itself
 */
public record NamespaceSettings(
        List<Secret> keys,
        boolean relaxedLimits,
        Map<String, TopicSettings> topics,
        Map<String, PushRouteSettings> pushRoutes,
        PusherSettings push) {

    /**
     * One topic.
     *
     * @param retention how long events stay at the longest
     * @param subscriptions its event subscriptions by name
     */
    public record TopicSettings(
            Duration retention, Map<String, SubscriptionSettings> subscriptions) {

        static final Key<Duration> RETENTION =
                Key.of(
                        "retention",
                        Kinds.duration(Duration.ofMinutes(1), Duration.ofDays(3_650)),
                        Topic.RETENTION_DEFAULT,
                        "How long events stay at the longest. Azure: P1D to P7D; others need"
                                + " `relaxed-limits`.");

        static final Section SECTION =
                Section.of("One topic.", RETENTION)
                        .with(
                                Section.Child.named(
                                        "subscriptions",
                                        "<subscription>",
                                        SubscriptionSettings.SECTION));

        /** Checks the bounds and copies the map. */
        public TopicSettings {
            RETENTION.check(retention);
            subscriptions = Collections.unmodifiableMap(new LinkedHashMap<>(subscriptions));
            TopicName anyTopic = new TopicName("any");
            subscriptions.keySet().forEach(name -> new SubscriptionName(anyTopic, name));
        }

        static TopicSettings from(Node node) {
            return node.make(() ->
                    new TopicSettings(
                            node.get(RETENTION),
                            node.named(
                                    "subscriptions",
                                    SubscriptionSettings.SECTION,
                                    SubscriptionSettings::from)));
        }
    }

    static final Key<List<Secret>> KEYS =
            Key.of(
                    "keys",
                    Kinds.listOf(Kinds.secret(1), 2),
                    List.of(),
                    "Access keys, two for rotation. Without any, one is made at the first start.");
    static final Key<Boolean> RELAXED_LIMITS =
            Key.of(
                    "relaxed-limits",
                    Kinds.flag(),
                    false,
                    "Allows locks from one second, any wait and larger limits than Azure, for"
                            + " tests.");

    static final Section SECTION =
            Section.of(
                            "The namespace role: the Event Grid namespace that is built in.",
                            KEYS,
                            RELAXED_LIMITS)
                    .with(
                            Section.Child.named("topics", "<topic>", TopicSettings.SECTION),
                            Section.Child.named(
                                    "push-routes", "<route>", PushRouteSettings.SECTION),
                            Section.Child.one("push", PusherSettings.SECTION));

    /** Checks the bounds and copies the collections. */
    public NamespaceSettings {
        keys = KEYS.check(List.copyOf(keys));
        topics = Collections.unmodifiableMap(new LinkedHashMap<>(topics));
        topics.keySet().forEach(TopicName::new);
        pushRoutes = Collections.unmodifiableMap(new LinkedHashMap<>(pushRoutes));
        for (Map.Entry<String, PushRouteSettings> route : pushRoutes.entrySet()) {
            Access.checkName("push route", route.getKey());
            Optional<String> topic = route.getValue().topic();
            if (topic.isPresent() && !topics.containsKey(topic.get())) {
                throw new IllegalArgumentException(
                        "push-routes.%s.topic: there is no topic '%s' here"
                                .formatted(route.getKey(), topic.get()));
            }
        }
        for (Map.Entry<String, TopicSettings> topic : topics.entrySet()) {
            topic.getValue()
                    .subscriptions()
                    .forEach((name, each) ->
                            each.push()
                                    .flatMap(PushSettings::endpoint)
                                    .ifPresent(it -> check(push, topic.getKey(), name, it)));
        }
    }

    private static void check(
            PusherSettings push, String topic, String subscription, String endpoint) {
        try {
            push.hosts().check(URI.create(endpoint));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "topics.%s.subscriptions.%s.push.endpoint: %s"
                            .formatted(topic, subscription, e.getMessage()),
                    e);
        }
    }

    static NamespaceSettings from(Node node) {
        return node.make(() ->
                new NamespaceSettings(
                        node.get(KEYS),
                        node.get(RELAXED_LIMITS),
                        node.named("topics", TopicSettings.SECTION, TopicSettings::from),
                        node.named(
                                "push-routes", PushRouteSettings.SECTION, PushRouteSettings::from),
                        node.has("push")
                                ? PusherSettings.from(node.child("push", PusherSettings.SECTION))
                                : PusherSettings.DEFAULT));
    }
}

package io.gridgate.app.namespace;

import io.gridgate.app.settings.ListenerSettings;
import io.gridgate.app.settings.NamespaceSettings;
import io.gridgate.app.settings.PushRouteSettings;
import io.gridgate.app.settings.PushSettings;
import io.gridgate.app.settings.PusherSettings;
import io.gridgate.app.settings.SubscriptionSettings;
import io.gridgate.auth.BearerSettings;
import io.gridgate.auth.Secret;
import io.gridgate.deliver.push.Webhook;
import io.gridgate.log.EventLog;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a namespace needs to start.
 *
 * @param data folder for events, keys and certificates, for this namespace alone
 * @param listener where it listens
 * @param keys its access keys, at most two; none: they are made and kept in the data folder
 * @param relaxedLimits whether Azure's limits may be exceeded
 * @param topics topics to create or change; those that exist already stay
 * @param subscriptions event subscriptions to create or change
 * @param bearer which bearer tokens are accepted, if any
 * @param pushRoutes its webhooks for Event Grid by name; their topics deduplicate
 * @param pushes where it pushes events itself, and how
 */
public record NamespaceConfig(
        Path data,
        ListenerSettings listener,
        List<Secret> keys,
        boolean relaxedLimits,
        List<Topic> topics,
        List<Subscription> subscriptions,
        Optional<BearerSettings> bearer,
        Map<String, PushRouteSettings> pushRoutes,
        Pushes pushes) {

    /**
     * What a namespace pushes.
     *
     * @param webhooks the event subscriptions that are pushed; they are among the subscriptions
     * @param settings how
     */
    public record Pushes(List<Webhook> webhooks, PusherSettings settings) {

        /** Nothing is pushed. */
        public static final Pushes NONE = new Pushes(List.of(), PusherSettings.DEFAULT);

        /** Copies the list. */
        public Pushes {
            webhooks = List.copyOf(webhooks);
        }
    }

    /** Checks the limits and copies the lists. */
    public NamespaceConfig {
        keys = List.copyOf(keys);
        topics = List.copyOf(topics);
        subscriptions = List.copyOf(subscriptions);
        pushRoutes = Map.copyOf(pushRoutes);
        NamespaceRules.check(topics, subscriptions, relaxedLimits);
    }

    /**
     * Makes the configuration of a namespace without webhooks, neither its own nor others'.
     *
     * @param data folder for this namespace alone
     * @param listener where it listens
     * @param keys its access keys
     * @param relaxedLimits whether Azure's limits may be exceeded
     * @param topics topics to create or change
     * @param subscriptions event subscriptions to create or change
     * @param bearer which bearer tokens are accepted, if any
     */
    public NamespaceConfig(
            Path data,
            ListenerSettings listener,
            List<Secret> keys,
            boolean relaxedLimits,
            List<Topic> topics,
            List<Subscription> subscriptions,
            Optional<BearerSettings> bearer) {
        this(
                data,
                listener,
                keys,
                relaxedLimits,
                topics,
                subscriptions,
                bearer,
                Map.of(),
                Pushes.NONE);
    }

    /**
     * Returns the configuration that a settings file asks for.
     *
     * @param data folder for this namespace alone
     * @param listener where it listens
     * @param settings its section of the file
     * @return the configuration
     * @throws IllegalArgumentException if it asks for what there is not, or breaks a bound
     */
    public static NamespaceConfig of(
            Path data, ListenerSettings listener, NamespaceSettings settings) {
        List<Topic> topics = new ArrayList<>();
        List<Subscription> subscriptions = new ArrayList<>();
        List<Webhook> webhooks = new ArrayList<>();
        settings.topics()
                .forEach((name, topic) -> {
                    TopicName topicName = new TopicName(name);
                    topics.add(
                            new Topic(topicName, topic.retention(), dedupWindow(settings, name)));
                    topic.subscriptions()
                            .forEach((own, subscription) -> {
                                SubscriptionName full = new SubscriptionName(topicName, own);
                                subscriptions.add(subscription(full, subscription));
                                subscription
                                        .push()
                                        .ifPresent(push -> webhooks.add(webhook(full, push)));
                            });
                });
        return new NamespaceConfig(
                data,
                listener,
                settings.keys(),
                settings.relaxedLimits(),
                topics,
                subscriptions,
                Optional.empty(),
                settings.pushRoutes(),
                new Pushes(webhooks, settings.push()));
    }

    /** Zero as in Azure, but for topics that take pushes, which come at least once. */
    private static Duration dedupWindow(NamespaceSettings settings, String topic) {
        return settings.pushRoutes().values().stream()
                .filter(route -> route.topic().filter(topic::equals).isPresent())
                .map(PushRouteSettings::dedupWindow)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static Subscription subscription(SubscriptionName name, SubscriptionSettings settings) {
        return new Subscription(
                name,
                settings.eventFilter(),
                settings.lock(),
                settings.maxDeliveryCount(),
                settings.timeToLive());
    }

    private static Webhook webhook(SubscriptionName name, PushSettings settings) {
        return new Webhook(
                name,
                URI.create(
                        settings.endpoint()
                                .orElseThrow(() ->
                                        new IllegalArgumentException(
                                                ("subscription %s pushes to an event hub, which Event"
                                                                + " Grid in Azure does and the built-in"
                                                                + " namespace cannot; leave it out here")
                                                        .formatted(name)))),
                Math.min(settings.batchEventsMax(), EventLog.BATCH_MAX),
                settings.batchKibMax() * 1_024);
    }
}

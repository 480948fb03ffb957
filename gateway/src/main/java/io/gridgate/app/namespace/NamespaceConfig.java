package io.gridgate.app.namespace;

import io.gridgate.app.settings.ListenerSettings;
import io.gridgate.app.settings.NamespaceSettings;
import io.gridgate.app.settings.PushRouteSettings;
import io.gridgate.app.settings.SubscriptionSettings;
import io.gridgate.auth.BearerSettings;
import io.gridgate.auth.Secret;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;

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
 */
public record NamespaceConfig(
        Path data,
        ListenerSettings listener,
        List<Secret> keys,
        boolean relaxedLimits,
        List<Topic> topics,
        List<Subscription> subscriptions,
        Optional<BearerSettings> bearer,
        Map<String, PushRouteSettings> pushRoutes) {

    /** Checks the limits and copies the lists. */
    public NamespaceConfig {
        keys = List.copyOf(keys);
        topics = List.copyOf(topics);
        subscriptions = List.copyOf(subscriptions);
        pushRoutes = Map.copyOf(pushRoutes);
        NamespaceRules.check(topics, subscriptions, relaxedLimits);
    }

    /**
     * Makes the configuration of a namespace without webhooks for Event Grid.
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
        this(data, listener, keys, relaxedLimits, topics, subscriptions, bearer, Map.of());
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
        settings.topics()
                .forEach((name, topic) -> {
                    TopicName topicName = new TopicName(name);
                    topics.add(
                            new Topic(topicName, topic.retention(), dedupWindow(settings, name)));
                    topic.subscriptions()
                            .forEach((own, subscription) ->
                                    subscriptions.add(
                                            subscription(
                                                    new SubscriptionName(topicName, own),
                                                    subscription)));
                });
        return new NamespaceConfig(
                data,
                listener,
                settings.keys(),
                settings.relaxedLimits(),
                topics,
                subscriptions,
                Optional.empty(),
                settings.pushRoutes());
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
        if (settings.push().isPresent()) {
            throw new IllegalArgumentException(
                    "subscription %s has push, which Event Grid in Azure does and the built-in"
                                    .formatted(name)
                            + " namespace does not yet; leave it out here");
        }
        return new Subscription(
                name,
                settings.eventFilter(),
                settings.lock(),
                settings.maxDeliveryCount(),
                settings.timeToLive());
    }
}

package io.gridgate.app.namespace;

import io.gridgate.app.settings.ListenerSettings;
import io.gridgate.app.settings.NamespaceSettings;
import io.gridgate.app.settings.SubscriptionSettings;
import io.gridgate.auth.BearerSettings;
import io.gridgate.auth.Secret;
import io.gridgate.filter.EventFilter;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 */
public record NamespaceConfig(
        Path data,
        ListenerSettings listener,
        List<Secret> keys,
        boolean relaxedLimits,
        List<Topic> topics,
        List<Subscription> subscriptions,
        Optional<BearerSettings> bearer) {

    /** Checks the limits and copies the lists. */
    public NamespaceConfig {
        keys = List.copyOf(keys);
        topics = List.copyOf(topics);
        subscriptions = List.copyOf(subscriptions);
        NamespaceRules.check(topics, subscriptions, relaxedLimits);
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
                    topics.add(new Topic(topicName, topic.retention(), Duration.ZERO));
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
                Optional.empty());
    }

    private static Subscription subscription(SubscriptionName name, SubscriptionSettings settings) {
        if (!settings.filters().isEmpty() || settings.push().isPresent()) {
            throw new IllegalArgumentException(
                    "subscription %s has %s, which Event Grid in Azure does and the built-in"
                                    .formatted(
                                            name, settings.push().isPresent() ? "push" : "filters")
                            + " namespace does not yet; leave it out here");
        }
        return new Subscription(
                name,
                new EventFilter(settings.types()),
                settings.lock(),
                settings.maxDeliveryCount(),
                settings.timeToLive());
    }
}

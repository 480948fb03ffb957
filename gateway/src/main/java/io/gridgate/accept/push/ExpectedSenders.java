package io.gridgate.accept.push;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose handshakes are answered and whose deliveries are taken. Azure compares these names without
 * regard to case, and so does this. Immutable, for any number of threads.
 */
public final class ExpectedSenders {

    private final Set<String> topics;
    private final Set<String> subscriptions;
    private final Set<String> origins;

    /**
     * Makes the lists.
     *
     * @param topics the resource ids of the topics, as validation events name them
     * @param subscriptions the names of the event subscriptions
     * @param origins the values of {@code WebHook-Request-Origin}
     */
    public ExpectedSenders(
            Collection<String> topics,
            Collection<String> subscriptions,
            Collection<String> origins) {
        this.topics = folded(topics);
        this.subscriptions = folded(subscriptions);
        this.origins = folded(origins);
    }

    boolean expectsTopic(String topic) {
        return topics.contains(fold(topic));
    }

    boolean expectsSubscription(@Nullable String subscription) {
        return subscription != null && subscriptions.contains(fold(subscription));
    }

    boolean expectsOrigin(@Nullable String origin) {
        return origin != null && origins.contains(fold(origin));
    }

    private static Set<String> folded(Collection<String> names) {
        return names.stream().map(ExpectedSenders::fold).collect(Collectors.toUnmodifiableSet());
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

package io.gridgate.app.settings;

import io.gridgate.filter.EventFilter;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One event subscription of a namespace topic.
 *
 * @param lock how long a received event stays locked
 * @param maxDeliveryCount deliveries before an event becomes a dead letter
 * @param timeToLive how long an event may be delivered
 * @param types the event types that are wanted; none: all
 * @param filters what an event must satisfy besides, all of it
 * @param push where Event Grid pushes the events, in place of a queue
 */
public record SubscriptionSettings(
        Duration lock,
        int maxDeliveryCount,
        Duration timeToLive,
        List<String> types,
        List<FilterSettings> filters,
        Optional<PushSettings> push) {

    static final Key<Duration> LOCK =
            Key.of(
                    "lock",
                    Kinds.duration(Duration.ofSeconds(1), Duration.ofMinutes(5)),
                    Duration.ofMinutes(1),
                    "How long a received event stays locked. Azure: PT1M to PT5M; less needs"
                            + " `relaxed-limits`.");
    static final Key<Integer> MAX_DELIVERY_COUNT =
            Key.of(
                    "max-delivery-count",
                    Kinds.integer("deliveries", 1, 1_000),
                    10,
                    "Deliveries before an event becomes a dead letter. Azure: 1 to 10; more need"
                            + " `relaxed-limits`.");
    static final Key<Duration> TIME_TO_LIVE =
            Key.of(
                    "time-to-live",
                    Kinds.duration(Duration.ofSeconds(1), Duration.ofDays(3_650)),
                    Duration.ofDays(7),
                    "How long an event may be delivered. Azure: PT1M to P7D; others need"
                            + " `relaxed-limits`.");
    static final Key<List<String>> TYPES =
            Key.of(
                    "types",
                    Kinds.listOf(
                            Kinds.text("event type", value -> !value.isEmpty()),
                            EventFilter.INCLUDED_EVENT_TYPES_MAX),
                    List.of(),
                    "Event types that are wanted, compared exactly; none means all.");

    static final Section SECTION =
            Section.of("One event subscription.", LOCK, MAX_DELIVERY_COUNT, TIME_TO_LIVE, TYPES)
                    .with(
                            Section.Child.listed("filters", FilterSettings.SECTION),
                            Section.Child.one("push", PushSettings.SECTION));

    /** Checks the bounds and copies the lists. */
    public SubscriptionSettings {
        LOCK.check(lock);
        MAX_DELIVERY_COUNT.check(maxDeliveryCount);
        TIME_TO_LIVE.check(timeToLive);
        types = TYPES.check(List.copyOf(types));
        filters = List.copyOf(filters);
        var _ = filter(types, filters);
    }

    /**
     * Returns which events the subscription wants.
     *
     * @return the filter
     */
    public EventFilter eventFilter() {
        return filter(types, filters);
    }

    private static EventFilter filter(List<String> types, List<FilterSettings> filters) {
        return new EventFilter(types, filters.stream().map(FilterSettings::toFilter).toList());
    }

    static SubscriptionSettings from(Node node) {
        return node.make(() ->
                new SubscriptionSettings(
                        node.get(LOCK),
                        node.get(MAX_DELIVERY_COUNT),
                        node.get(TIME_TO_LIVE),
                        node.get(TYPES),
                        node.listed("filters", FilterSettings.SECTION, FilterSettings::from),
                        node.has("push")
                                ? Optional.of(
                                        PushSettings.from(node.child("push", PushSettings.SECTION)))
                                : Optional.empty()));
    }
}

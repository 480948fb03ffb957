package io.gridgate.log.postgres;

import io.gridgate.filter.AttributeFilter;
import io.gridgate.filter.EventFilter;
import io.gridgate.log.LogException;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * All topics and event subscriptions as one version of the database has them. Immutable.
 *
 * @param version rises with every change
 * @param sharedId a number that all replicas of this log share
 * @param topics the topics by name
 */
record Catalog(long version, UUID sharedId, Map<TopicName, TopicEntry> topics) {

    private static final String READ =
            """
            SELECT c.version, c.shared_id, t.id, t.name, t.retention_millis, t.dedup_window_millis,
                   s.id, s.name, s.included_event_types, s.filters, s.lock_millis,
                   s.max_delivery_count, s.time_to_live_millis
            FROM catalog c LEFT JOIN topics t ON true LEFT JOIN subscriptions s ON s.topic_id = t.id
            ORDER BY t.name COLLATE "C", s.name COLLATE "C"
            """;

    /**
     * A topic.
     *
     * @param id its number
     * @param topic its settings
     * @param subscriptions its subscriptions, by name
     */
    record TopicEntry(int id, Topic topic, List<SubscriptionEntry> subscriptions) {}

    /**
     * An event subscription.
     *
     * @param id its number
     * @param subscription its settings
     */
    record SubscriptionEntry(int id, Subscription subscription) {}

    static Catalog read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(READ)) {
            long version = 0;
            UUID sharedId = new UUID(0, 0);
            Map<TopicName, TopicEntry> topics =
                    new TreeMap<>((one, other) -> one.value().compareTo(other.value()));
            while (rows.next()) {
                version = rows.getLong(1);
                sharedId = rows.getObject(2, UUID.class);
                int topicId = rows.getInt(3);
                if (!rows.wasNull()) {
                    add(rows, topicId, topics);
                }
            }
            return new Catalog(version, sharedId, Collections.unmodifiableMap(topics));
        }
    }

    private static void add(ResultSet row, int id, Map<TopicName, TopicEntry> topics)
            throws SQLException {
        Topic topic =
                new Topic(
                        new TopicName(row.getString(4)),
                        Duration.ofMillis(row.getLong(5)),
                        Duration.ofMillis(row.getLong(6)));
        TopicEntry entry =
                topics.computeIfAbsent(
                        topic.name(), _ -> new TopicEntry(id, topic, new ArrayList<>()));
        int subscriptionId = row.getInt(7);
        if (!row.wasNull()) {
            entry.subscriptions().add(subscription(row, subscriptionId, topic.name()));
        }
    }

    private static SubscriptionEntry subscription(ResultSet row, int id, TopicName topic)
            throws SQLException {
        String[] types = (String[]) row.getArray(9).getArray();
        String[] filters = (String[]) row.getArray(10).getArray();
        return new SubscriptionEntry(
                id,
                new Subscription(
                        new SubscriptionName(topic, row.getString(8)),
                        new EventFilter(
                                Arrays.asList(types),
                                AttributeFilter.fromTexts(Arrays.asList(filters))),
                        Duration.ofMillis(row.getLong(11)),
                        row.getInt(12),
                        Duration.ofMillis(row.getLong(13))));
    }

    TopicEntry topic(TopicName name) {
        TopicEntry entry = topics.get(name);
        if (entry == null) {
            throw new LogException.NotFound("there is no topic " + name);
        }
        return entry;
    }

    SubscriptionEntry subscription(SubscriptionName name) {
        return topic(name.topic()).subscriptions().stream()
                .filter(entry -> entry.subscription().name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new LogException.NotFound("there is no event subscription " + name));
    }

    /** Returns the names of all subscriptions by number. */
    Map<Integer, SubscriptionName> names() {
        Map<Integer, SubscriptionName> names = new HashMap<>();
        for (TopicEntry topic : topics.values()) {
            topic.subscriptions().forEach(each -> names.put(each.id(), each.subscription().name()));
        }
        return names;
    }
}

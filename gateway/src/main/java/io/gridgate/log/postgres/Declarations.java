package io.gridgate.log.postgres;

import io.gridgate.filter.AttributeFilter;
import io.gridgate.log.LogException;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;

/**
 * The topics and subscriptions that this replica knows. Appends check in their own transaction that
 * it knows the newest ones. For any number of threads.
 */
final class Declarations {

    /** Longer than any time to live means for ever; keeps sums of times within their type. */
    private static final Duration LONGEST = Topic.RETENTION_MAX.multipliedBy(10);

    private static final String TOPIC =
            """
            INSERT INTO topics AS t (name, retention_millis, dedup_window_millis) VALUES (?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET retention_millis = excluded.retention_millis,
                dedup_window_millis = excluded.dedup_window_millis
            WHERE (t.retention_millis, t.dedup_window_millis)
                IS DISTINCT FROM (excluded.retention_millis, excluded.dedup_window_millis)
            """;
    private static final String SUBSCRIPTION =
            """
            INSERT INTO subscriptions AS s (topic_id, name, included_event_types, filters, lock_millis,
                max_delivery_count, time_to_live_millis)
            SELECT id, ?, ?, ?, ?, ?, ? FROM topics WHERE name = ?
            ON CONFLICT (topic_id, name) DO UPDATE SET
                included_event_types = excluded.included_event_types,
                filters = excluded.filters,
                lock_millis = excluded.lock_millis,
                max_delivery_count = excluded.max_delivery_count,
                time_to_live_millis = excluded.time_to_live_millis
            WHERE (s.included_event_types, s.filters, s.lock_millis, s.max_delivery_count,
                    s.time_to_live_millis)
                IS DISTINCT FROM (excluded.included_event_types, excluded.filters, excluded.lock_millis,
                    excluded.max_delivery_count, excluded.time_to_live_millis)
            """;

    private final Database database;
    private final Messages messages;
    private volatile Catalog catalog;

    Declarations(Database database, Messages messages) {
        this.database = database;
        this.messages = messages;
        this.catalog = database.transaction(Catalog::read);
    }

    /** Returns what is known now. */
    Catalog known() {
        return catalog;
    }

    /** Reads what the database has. */
    Catalog refresh() {
        Catalog read = database.transaction(Catalog::read);
        synchronized (this) {
            if (read.version() > catalog.version()) {
                catalog = read;
            }
            return catalog;
        }
    }

    /** Looks something up; what is not known may have been declared at another replica. */
    <R> R look(Function<Catalog, R> question) {
        try {
            return question.apply(catalog);
        } catch (LogException.NotFound e) {
            return question.apply(refresh());
        }
    }

    void declare(Topic topic) {
        change(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(TOPIC)) {
                statement.setString(1, topic.name().value());
                statement.setLong(2, topic.retention().toMillis());
                statement.setLong(3, topic.dedupWindow().toMillis());
                return statement.executeUpdate();
            }
        });
    }

    void declare(Subscription subscription) {
        SubscriptionName name = subscription.name();
        TopicName topic = look(known -> known.topic(name.topic())).topic().name();
        change(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SUBSCRIPTION)) {
                fill(statement, subscription, topic);
                return statement.executeUpdate();
            }
        });
    }

    /** Adds a subscription to a topic in a transaction of the caller's, and returns its number. */
    static int insert(Connection connection, Subscription subscription) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(SUBSCRIPTION + " RETURNING id")) {
            fill(statement, subscription, subscription.name().topic());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static void fill(
            PreparedStatement statement, Subscription subscription, TopicName topic)
            throws SQLException {
        Duration life = subscription.timeToLive();
        Object[] types = subscription.filter().includedEventTypes().toArray();
        statement.setString(1, subscription.name().value());
        statement.setArray(2, statement.getConnection().createArrayOf("text", types));
        Object[] filters = AttributeFilter.toTexts(subscription.filter().filters()).toArray();
        statement.setArray(3, statement.getConnection().createArrayOf("text", filters));
        statement.setLong(4, subscription.lock().toMillis());
        statement.setInt(5, subscription.maxDeliveryCount());
        statement.setLong(6, (life.compareTo(LONGEST) < 0 ? life : LONGEST).toMillis());
        statement.setString(7, topic.value());
    }

    private void change(Database.Work<Integer> change) {
        int changed =
                database.transaction(connection -> {
                    int rows = change.on(connection);
                    if (rows > 0) {
                        rise(connection);
                    }
                    return rows;
                });
        refresh();
        if (changed > 0) {
            messages.tellOfDeclarations();
        }
    }

    private static void rise(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE catalog SET version = version + 1");
        }
    }
}

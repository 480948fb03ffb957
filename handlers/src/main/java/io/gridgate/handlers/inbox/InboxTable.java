package io.gridgate.handlers.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The table of an inbox, in SQL that PostgreSQL, H2 and SQLite share. Has no state; each method
 * works in the transaction of the connection that it is given.
 */
final class InboxTable {

    private final String name;

    InboxTable(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,49}(\\.[A-Za-z_][A-Za-z0-9_]{0,49})?")) {
            throw new IllegalArgumentException(
                    ("table '%s' must be letters, digits and _, 50 at most, with a schema before a"
                                    + " dot if need be")
                            .formatted(name));
        }
        this.name = name;
    }

    /** Returns the statements that make the table, each of which may be repeated. */
    List<String> definition() {
        String index = name.substring(name.indexOf('.') + 1) + "_age";
        return List.of(
                """
                CREATE TABLE IF NOT EXISTS %s (
                  consumer VARCHAR(100) NOT NULL,
                  event_key CHAR(64) NOT NULL,
                  handled_at BIGINT NOT NULL,
                  PRIMARY KEY (consumer, event_key))\
                """
                        .formatted(name),
                "CREATE INDEX IF NOT EXISTS %s ON %s (consumer, handled_at)"
                        .formatted(index, name));
    }

    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : definition()) {
                statement.execute(sql);
            }
        }
    }

    /** Notes an event; fails where it is noted, and waits for a transaction that is noting it. */
    void insert(Connection connection, String consumer, String key, Instant now)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO "
                                + name
                                + " (consumer, event_key, handled_at) VALUES (?, ?, ?)")) {
            insert.setString(1, consumer);
            insert.setString(2, key);
            insert.setLong(3, now.toEpochMilli());
            insert.executeUpdate();
        }
    }

    boolean contains(Connection connection, String consumer, String key) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT 1 FROM " + name + " WHERE consumer = ? AND event_key = ?")) {
            select.setString(1, consumer);
            select.setString(2, key);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Returns the keys of the oldest notes from before a time, at most so many. */
    List<String> olderThan(Connection connection, String consumer, Instant before, int most)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        SELECT event_key FROM %s WHERE consumer = ? AND handled_at < ?
                        ORDER BY handled_at, event_key LIMIT ?\
                        """
                                .formatted(name))) {
            select.setString(1, consumer);
            select.setLong(2, before.toEpochMilli());
            select.setInt(3, most);
            List<String> keys = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
            return keys;
        }
    }

    /** Removes notes; returns how many of them were still there. */
    int remove(Connection connection, String consumer, List<String> keys) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "DELETE FROM " + name + " WHERE consumer = ? AND event_key = ?")) {
            for (String key : keys) {
                delete.setString(1, consumer);
                delete.setString(2, key);
                delete.addBatch();
            }
            return Arrays.stream(delete.executeBatch()).map(count -> Math.max(count, 0)).sum();
        }
    }
}

package io.gridgate.handlers.outbox;

import io.gridgate.handlers.client.JsonCloudEvent;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tables of an outbox, in SQL that PostgreSQL and H2 share: what waits, what the namespace
 * refused, and one row whose lock says which relay's turn it is. Has no state; each method works in
 * the transaction of the connection that it is given.
 */
final class OutboxTable {

    /**
     * An event that waits.
     *
     * @param position its place in the order
     * @param event the event
     * @param bytes its length in the JSON format
     */
    record Row(long position, JsonCloudEvent event, int bytes) {}

    private static final int REASON_MAX = 500;

    private final String name;

    OutboxTable(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,49}(\\.[A-Za-z_][A-Za-z0-9_]{0,39})?")) {
            throw new IllegalArgumentException(
                    ("table '%s' must be letters, digits and _, 40 at most, with a schema before a"
                                    + " dot if need be")
                            .formatted(name));
        }
        this.name = name;
    }

    /** Returns the statements that make the tables, each of which may be repeated. */
    List<String> definition() {
        return List.of(
                """
                CREATE TABLE IF NOT EXISTS %s (
                  position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                  event TEXT NOT NULL,
                  created_at BIGINT NOT NULL)\
                """
                        .formatted(name),
                """
                CREATE TABLE IF NOT EXISTS %s_refused (
                  position BIGINT PRIMARY KEY,
                  event TEXT NOT NULL,
                  reason VARCHAR(%d) NOT NULL)\
                """
                        .formatted(name, REASON_MAX),
                "CREATE TABLE IF NOT EXISTS %s_turn (id INT PRIMARY KEY)".formatted(name),
                "INSERT INTO %1$s_turn SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM %1$s_turn)"
                        .formatted(name));
    }

    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : definition()) {
                statement.execute(sql);
            }
        }
    }

    void insert(Connection connection, String json, Instant now) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO " + name + " (event, created_at) VALUES (?, ?)")) {
            insert.setString(1, json);
            insert.setLong(2, now.toEpochMilli());
            insert.executeUpdate();
        }
    }

    Optional<Instant> oldest(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT created_at FROM " + name + " ORDER BY position LIMIT 1")) {
            return rows.next()
                    ? Optional.of(Instant.ofEpochMilli(rows.getLong(1)))
                    : Optional.empty();
        }
    }

    /** Takes the turn until the transaction ends; false where another relay has it. */
    boolean takeTurn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT id FROM " + name + "_turn FOR UPDATE SKIP LOCKED")) {
            return rows.next();
        }
    }

    /** Returns the first events, at most so many and so many bytes, but one at least. */
    List<Row> first(Connection connection, int eventsMax, int bytesMax) throws SQLException {
        List<Row> first = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT position, event FROM " + name + " ORDER BY position LIMIT ?")) {
            select.setInt(1, eventsMax);
            select.setFetchSize(100);
            try (ResultSet rows = select.executeQuery()) {
                long bytes = 0;
                while (rows.next()) {
                    byte[] json = rows.getString(2).getBytes(StandardCharsets.UTF_8);
                    bytes += json.length + 1;
                    if (bytes > bytesMax && !first.isEmpty()) {
                        break;
                    }
                    first.add(new Row(rows.getLong(1), JsonCloudEvent.of(json), json.length));
                }
            }
        }
        return first;
    }

    void remove(Connection connection, List<Row> rows) throws SQLException {
        // By position and not up to one: a slow transaction may yet commit a smaller one.
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + name + " WHERE position = ?")) {
            for (Row row : rows) {
                delete.setLong(1, row.position());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    void refuse(Connection connection, Row row, String reason) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO %1$s_refused (position, event, reason)".formatted(name)
                                + " SELECT position, event, ? FROM "
                                + name
                                + " WHERE position = ?")) {
            insert.setString(
                    1, reason.length() <= REASON_MAX ? reason : reason.substring(0, REASON_MAX));
            insert.setLong(2, row.position());
            insert.executeUpdate();
        }
    }
}

package io.gridgate.handlers.iflater;

import io.gridgate.handlers.jdbc.TableName;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The table of the latest versions, in SQL that PostgreSQL, H2 and SQLite share. Has no state; each
 * method works in the transaction of the connection that it is given.
 */
final class VersionTable {

    private final TableName name;

    VersionTable(TableName name) {
        this.name = name;
    }

    /** Returns the statements that make the table, each of which may be repeated. */
    List<String> definition() {
        return List.of(
                """
                CREATE TABLE IF NOT EXISTS %s (
                  consumer VARCHAR(100) NOT NULL,
                  entity CHAR(64) NOT NULL,
                  is_integer INT NOT NULL,
                  sequence_value VARCHAR(%d) NOT NULL,
                  changed_at BIGINT NOT NULL,
                  PRIMARY KEY (consumer, entity))\
                """
                        .formatted(name, Sequence.CHARS_MAX),
                "CREATE INDEX IF NOT EXISTS %s_age ON %s (consumer, changed_at)"
                        .formatted(name.local(), name));
    }

    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : definition()) {
                statement.execute(sql);
            }
        }
    }

    /**
     * Locks an entity until the transaction ends, after any other that has it locked; false where
     * nothing is known of it.
     */
    boolean lock(Connection connection, String consumer, String entity, Instant now)
            throws SQLException {
        // An update, because it is the lock that all three have; rolled back where nothing changes.
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE "
                                + name
                                + " SET changed_at = ? WHERE consumer = ? AND entity = ?")) {
            update.setLong(1, now.toEpochMilli());
            update.setString(2, consumer);
            update.setString(3, entity);
            return update.executeUpdate() == 1;
        }
    }

    Optional<Sequence> latest(Connection connection, String consumer, String entity)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT is_integer, sequence_value FROM "
                                + name
                                + " WHERE consumer = ? AND entity = ?")) {
            select.setString(1, consumer);
            select.setString(2, entity);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Sequence(rows.getInt(1) == 1, rows.getString(2)))
                        : Optional.empty();
            }
        }
    }

    /** Notes the first version; fails where there is one, after waiting for who is noting it. */
    void insert(
            Connection connection, String consumer, String entity, Sequence sequence, Instant now)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO "
                                + name
                                + " (is_integer, sequence_value, consumer, entity, changed_at)"
                                + " VALUES (?, ?, ?, ?, ?)")) {
            insert.setInt(1, sequence.integer() ? 1 : 0);
            insert.setString(2, sequence.value());
            insert.setString(3, consumer);
            insert.setString(4, entity);
            insert.setLong(5, now.toEpochMilli());
            insert.executeUpdate();
        }
    }

    void update(Connection connection, String consumer, String entity, Sequence sequence)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE "
                                + name
                                + " SET is_integer = ?, sequence_value = ?"
                                + " WHERE consumer = ? AND entity = ?")) {
            update.setInt(1, sequence.integer() ? 1 : 0);
            update.setString(2, sequence.value());
            update.setString(3, consumer);
            update.setString(4, entity);
            update.executeUpdate();
        }
    }

    int removeOlderThan(Connection connection, String consumer, Instant before)
            throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "DELETE FROM " + name + " WHERE consumer = ? AND changed_at < ?")) {
            delete.setString(1, consumer);
            delete.setLong(2, before.toEpochMilli());
            return delete.executeUpdate();
        }
    }
}

package io.gridgate.handlers.timer;

import io.gridgate.handlers.jdbc.RowLock;
import io.gridgate.handlers.jdbc.TableName;

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
 * The table of timers, in SQL that PostgreSQL, H2 and SQLite share. Has no state; each method works
 * in the transaction of the connection that it is given.
 */
final class TimerTable {

    /**
     * A timer that waits.
     *
     * @param timer the timer
     * @param attempts how often it failed
     */
    record Row(Timer timer, int attempts) {}

    private final TableName name;

    TimerTable(TableName name) {
        this.name = name;
    }

    /** Returns the statements that make the table, each of which may be repeated. */
    List<String> definition() {
        return List.of(
                """
                CREATE TABLE IF NOT EXISTS %s (
                  timer_group VARCHAR(100) NOT NULL,
                  id VARCHAR(%d) NOT NULL,
                  due_at BIGINT NOT NULL,
                  fire_at BIGINT NOT NULL,
                  attempts INT NOT NULL,
                  data TEXT NOT NULL,
                  PRIMARY KEY (timer_group, id))\
                """
                        .formatted(name, Timer.ID_MAX),
                "CREATE INDEX IF NOT EXISTS %s_fire ON %s (timer_group, fire_at)"
                        .formatted(name.local(), name),
                "CREATE INDEX IF NOT EXISTS %s_due ON %s (timer_group, due_at)"
                        .formatted(name.local(), name));
    }

    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : definition()) {
                statement.execute(sql);
            }
        }
    }

    void put(Connection connection, String group, Timer timer) throws SQLException {
        String values = "due_at = ?, fire_at = ?, attempts = 0, data = ?";
        String update = "UPDATE %s SET %s WHERE timer_group = ? AND id = ?".formatted(name, values);
        String insert =
                """
                INSERT INTO %s (due_at, fire_at, data, timer_group, id, attempts)
                VALUES (?, ?, ?, ?, ?, 0)\
                """
                        .formatted(name);
        if (write(connection, update, group, timer) == 0) {
            write(connection, insert, group, timer);
        }
    }

    private static int write(Connection connection, String sql, String group, Timer timer)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, timer.due().toEpochMilli());
            statement.setLong(2, timer.due().toEpochMilli());
            statement.setString(3, timer.data());
            statement.setString(4, group);
            statement.setString(5, timer.id());
            return statement.executeUpdate();
        }
    }

    /** Returns the timers to be fired up to a time, the first ones first. */
    List<Row> until(Connection connection, String group, Instant time, int most)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        SELECT id, due_at, data, attempts FROM %s
                        WHERE timer_group = ? AND fire_at <= ? ORDER BY fire_at, id LIMIT ?\
                        """
                                .formatted(name))) {
            select.setString(1, group);
            select.setLong(2, time.toEpochMilli());
            select.setInt(3, most);
            List<Row> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Instant due = Instant.ofEpochMilli(rows.getLong(2));
                    Timer timer = new Timer(rows.getString(1), due, rows.getString(3));
                    found.add(new Row(timer, rows.getInt(4)));
                }
            }
            return found;
        }
    }

    /** Returns when the next timer is to be fired. */
    Optional<Instant> next(Connection connection, String group) throws SQLException {
        return least(connection, group, "fire_at");
    }

    /** Returns when the oldest timer was or is due. */
    Optional<Instant> oldest(Connection connection, String group) throws SQLException {
        return least(connection, group, "due_at");
    }

    private Optional<Instant> least(Connection connection, String group, String column)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT %1$s FROM %2$s WHERE timer_group = ? ORDER BY %1$s LIMIT 1"
                                .formatted(column, name))) {
            select.setString(1, group);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(Instant.ofEpochMilli(rows.getLong(1)))
                        : Optional.empty();
            }
        }
    }

    /**
     * Removes a timer that was read as to be fired, if it still is and no other transaction holds
     * it; the removal is the claim.
     */
    boolean claim(Connection connection, String group, Timer timer, Instant now)
            throws SQLException {
        String state = " AND due_at = " + timer.due().toEpochMilli();
        String still = state + " AND fire_at <= " + now.toEpochMilli();
        return remove(connection, group, timer.id(), still);
    }

    /** Removes a timer if it is there and no other transaction holds it. */
    boolean takeAway(Connection connection, String group, String id) throws SQLException {
        return remove(connection, group, id, "");
    }

    private boolean remove(Connection connection, String group, String id, String condition)
            throws SQLException {
        String where = " FROM " + name + " WHERE timer_group = ? AND id = ?" + condition;
        return lock(connection, group, id, where)
                && update(connection, "DELETE" + where, group, id) == 1;
    }

    /** Locks a row without waiting for it. */
    private static boolean lock(Connection connection, String group, String id, String where)
            throws SQLException {
        String clause = RowLock.skipping(connection);
        if (clause.isEmpty()) {
            // A read first could not become a write, where another transaction writes meanwhile.
            return true;
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT id" + where + clause)) {
            select.setString(1, group);
            select.setString(2, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Notes that a timer failed, unless it has changed meanwhile. */
    void postpone(Connection connection, String group, Timer timer, Instant until)
            throws SQLException {
        String set =
                "UPDATE %s SET attempts = attempts + 1, fire_at = %d"
                        .formatted(name, until.toEpochMilli());
        String where =
                " WHERE timer_group = ? AND id = ? AND due_at = " + timer.due().toEpochMilli();
        update(connection, set + where, group, timer.id());
    }

    private static int update(Connection connection, String sql, String group, String id)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, group);
            statement.setString(2, id);
            return statement.executeUpdate();
        }
    }
}

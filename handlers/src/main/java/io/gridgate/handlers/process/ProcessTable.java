package io.gridgate.handlers.process;

import io.gridgate.handlers.jdbc.RowLock;
import io.gridgate.handlers.jdbc.TableName;
import io.gridgate.handlers.process.ProcessRow.Timeout;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The table of instances, in SQL that PostgreSQL and H2 share. Has no state; each method works in
 * the transaction of the connection that it is given.
 */
final class ProcessTable {

    static final int CORRELATION_MAX = 200;

    private static final String COLUMNS =
            "correlation, version, step, state, waiting_for, timeouts, began_at, changed_at, result";

    private final TableName name;

    ProcessTable(TableName name) {
        this.name = name;
    }

    /** Returns the statements that make the table, each of which may be repeated. */
    List<String> definition() {
        return List.of(
                """
                CREATE TABLE IF NOT EXISTS %s (
                  process VARCHAR(100) NOT NULL,
                  correlation VARCHAR(%d) NOT NULL,
                  version INT NOT NULL,
                  step BIGINT NOT NULL,
                  state TEXT NOT NULL,
                  waiting_for TEXT NOT NULL,
                  timeouts TEXT NOT NULL,
                  began_at BIGINT NOT NULL,
                  changed_at BIGINT NOT NULL,
                  runs INT NOT NULL,
                  result VARCHAR(200) NOT NULL,
                  PRIMARY KEY (process, correlation))\
                """
                        .formatted(name, CORRELATION_MAX),
                "CREATE INDEX IF NOT EXISTS %s_since ON %s (process, runs, changed_at)"
                        .formatted(name.local(), name));
    }

    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : definition()) {
                statement.execute(sql);
            }
        }
    }

    /** Locks an instance until the transaction ends, after the one that holds it has ended. */
    Optional<ProcessRow> lock(Connection connection, String process, String correlation)
            throws SQLException {
        return one(connection, process, correlation, RowLock.waiting(connection));
    }

    Optional<ProcessRow> find(Connection connection, String process, String correlation)
            throws SQLException {
        return one(connection, process, correlation, "");
    }

    private Optional<ProcessRow> one(
            Connection connection, String process, String correlation, String clause)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT %s FROM %s WHERE process = ? AND correlation = ?%s"
                                .formatted(COLUMNS, name, clause))) {
            select.setString(1, process);
            select.setString(2, correlation);
            return rows(select).stream().findFirst();
        }
    }

    /** Returns instances, those that have stood still for longest first. */
    List<ProcessRow> list(Connection connection, String process, boolean run, int most)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        SELECT %s FROM %s WHERE process = ? AND runs = ?
                        ORDER BY changed_at, correlation LIMIT ?\
                        """
                                .formatted(COLUMNS, name))) {
            select.setString(1, process);
            select.setInt(2, run ? 1 : 0);
            select.setInt(3, most);
            return rows(select);
        }
    }

    /** Returns how many instances run on each version that has any, the lowest version first. */
    List<RunningVersion> running(Connection connection, String process) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        SELECT version, COUNT(*), MIN(changed_at) FROM %s
                        WHERE process = ? AND runs = 1 GROUP BY version ORDER BY version\
                        """
                                .formatted(name))) {
            select.setString(1, process);
            List<RunningVersion> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(
                            new RunningVersion(
                                    rows.getInt(1),
                                    rows.getLong(2),
                                    Instant.ofEpochMilli(rows.getLong(3))));
                }
            }
            return found;
        }
    }

    private static List<ProcessRow> rows(PreparedStatement select) throws SQLException {
        List<ProcessRow> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String result = rows.getString(9);
                found.add(
                        new ProcessRow(
                                rows.getString(1),
                                rows.getInt(2),
                                rows.getLong(3),
                                rows.getString(4),
                                new TreeSet<>(words(rows.getString(5))),
                                timeouts(rows.getString(6)),
                                Instant.ofEpochMilli(rows.getLong(7)),
                                Instant.ofEpochMilli(rows.getLong(8)),
                                result.isEmpty() ? Optional.empty() : Optional.of(result)));
            }
        }
        return found;
    }

    void insert(Connection connection, String process, ProcessRow row) throws SQLException {
        write(
                connection,
                """
                INSERT INTO %s (version, step, state, waiting_for, timeouts, began_at,
                  changed_at, runs, result, process, correlation)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                process,
                row);
    }

    void update(Connection connection, String process, ProcessRow row) throws SQLException {
        write(
                connection,
                """
                UPDATE %s SET version = ?, step = ?, state = ?, waiting_for = ?, timeouts = ?,
                  began_at = ?, changed_at = ?, runs = ?, result = ?
                WHERE process = ? AND correlation = ?\
                """,
                process,
                row);
    }

    private void write(Connection connection, String sql, String process, ProcessRow row)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.formatted(name))) {
            statement.setInt(1, row.version());
            statement.setLong(2, row.number());
            statement.setString(3, row.state());
            statement.setString(4, String.join(" ", row.waitingFor()));
            statement.setString(5, text(row.timeouts()));
            statement.setLong(6, row.began().toEpochMilli());
            statement.setLong(7, row.changed().toEpochMilli());
            statement.setInt(8, row.result().isPresent() ? 0 : 1);
            statement.setString(9, row.result().orElse(""));
            statement.setString(10, process);
            statement.setString(11, row.correlation());
            statement.executeUpdate();
        }
    }

    /** Removes instances that ended before a time; returns how many. */
    int clean(Connection connection, String process, Instant before) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "DELETE FROM %s WHERE process = ? AND runs = 0 AND changed_at < ?"
                                .formatted(name))) {
            delete.setString(1, process);
            delete.setLong(2, before.toEpochMilli());
            return delete.executeUpdate();
        }
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    private static String text(SortedMap<String, Timeout> timeouts) {
        return timeouts.entrySet().stream()
                .map(ProcessTable::text)
                .collect(Collectors.joining(" "));
    }

    private static String text(Map.Entry<String, Timeout> timeout) {
        return "%s:%d:%d"
                .formatted(
                        timeout.getKey(),
                        timeout.getValue().number(),
                        timeout.getValue().due().toEpochMilli());
    }

    private static SortedMap<String, Timeout> timeouts(String text) {
        SortedMap<String, Timeout> timeouts = new TreeMap<>();
        for (String word : words(text)) {
            String[] parts = word.split(":", 3);
            Instant due = Instant.ofEpochMilli(Long.parseLong(parts[2]));
            timeouts.put(parts[0], new Timeout(Long.parseLong(parts[1]), due));
        }
        return timeouts;
    }
}

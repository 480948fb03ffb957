package io.gridgate.log.postgres;

import io.gridgate.log.Verification;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads every row of the log in one transaction, and looks up what it refers to: the body of a
 * pending entry, the subscriptions of a dedup record. Where the server keeps checksums of its
 * pages, reading compares them.
 */
final class Verifying {

    private static final int FINDINGS_MAX = 1_000;

    /** Class of the states by which the server says that its data is damaged. */
    private static final String DATA_CORRUPTED = "XX";

    /** Each finds rows that should not be; one text per row. */
    private static final List<String> ORPHANS =
            List.of(
                    """
                    SELECT 'event ' || p.sequence || ' is pending for subscription number '
                        || p.subscription_id || ', and its body is missing'
                    FROM pending p LEFT JOIN events e ON e.sequence = p.sequence
                    WHERE e.sequence IS NULL
                    """,
                    """
                    SELECT DISTINCT 'events are pending for subscription number '
                        || p.subscription_id || ', which is missing'
                    FROM pending p LEFT JOIN subscriptions s ON s.id = p.subscription_id
                    WHERE s.id IS NULL
                    """,
                    """
                    SELECT DISTINCT 'dead letters are of subscription number '
                        || d.subscription_id || ', which is missing'
                    FROM dead_letters d LEFT JOIN subscriptions s ON s.id = d.subscription_id
                    WHERE s.id IS NULL
                    """,
                    """
                    SELECT DISTINCT 'dedup records are of topic number ' || d.topic_id
                        || ', which is missing'
                    FROM dedup d LEFT JOIN topics t ON t.id = d.topic_id WHERE t.id IS NULL
                    """,
                    """
                    SELECT DISTINCT 'topic ' || t.name || ': subscription number ' || w.id
                        || ', which wanted events, is missing'
                    FROM dedup d CROSS JOIN LATERAL unnest(d.subscription_ids) AS w(id)
                    JOIN topics t ON t.id = d.topic_id
                    LEFT JOIN subscriptions s ON s.id = w.id AND s.topic_id = d.topic_id
                    WHERE s.id IS NULL
                    """,
                    """
                    SELECT 'topic ' || t.name || ', event ' || d.sequence
                        || ': its place is past the last that was given out'
                    FROM dedup d JOIN topics t ON t.id = d.topic_id
                    WHERE d.sequence > (SELECT last_value FROM event_sequence)
                    """,
                    """
                    SELECT 'subscription ' || t.name || '/' || s.name || ': the books say '
                        || b.pending || ' events are pending, the rows ' || coalesce(p.count, 0)
                    FROM subscriptions s JOIN topics t ON t.id = s.topic_id
                    JOIN (SELECT subscription_id,
                              sum(matched - acknowledged - dead_lettered - expired) AS pending
                          FROM books GROUP BY 1) b ON b.subscription_id = s.id
                    LEFT JOIN (SELECT subscription_id, count(*) FROM pending GROUP BY 1) p
                        ON p.subscription_id = s.id
                    WHERE b.pending <> coalesce(p.count, 0)
                    """);

    private final Connection connection;
    private final List<String> findings = new ArrayList<>();

    private Verifying(Connection connection) {
        this.connection = connection;
    }

    static Verification of(Connection connection) throws SQLException {
        Verifying verifying = new Verifying(connection);
        long events = verifying.read("events", "json");
        long letters = verifying.read("dead_letters", "json");
        long pending = verifying.read("pending", "int8send(sequence)");
        long dedup = verifying.read("dedup", "content_hash");
        for (String orphans : ORPHANS) {
            verifying.find("a table", orphans);
        }
        return new Verification(events, pending, letters, dedup, verifying.findings);
    }

    /** Reads all bytes of a column, and returns how many rows there are. */
    private long read(String table, String column) throws SQLException {
        long[] count = new long[1];
        guarded(
                "table " + table,
                () -> {
                    String text = "SELECT count(sha256(%s)) FROM %s".formatted(column, table);
                    try (var statement = connection.createStatement();
                            var row = statement.executeQuery(text)) {
                        row.next();
                        count[0] = row.getLong(1);
                    }
                });
        return count[0];
    }

    private void find(String what, String select) throws SQLException {
        guarded(
                what,
                () -> {
                    try (var statement = connection.createStatement()) {
                        statement.setMaxRows(FINDINGS_MAX);
                        try (var rows = statement.executeQuery(select)) {
                            while (rows.next() && findings.size() < FINDINGS_MAX) {
                                findings.add(rows.getString(1));
                            }
                        }
                    }
                });
    }

    private interface Reading {
        void run() throws SQLException;
    }

    /** What is damaged is told, and the rest is read nevertheless. */
    private void guarded(String what, Reading reading) throws SQLException {
        var before = connection.setSavepoint();
        try {
            reading.run();
        } catch (SQLException e) {
            if (!String.valueOf(e.getSQLState()).startsWith(DATA_CORRUPTED)) {
                throw e;
            }
            connection.rollback(before);
            findings.add(what + " cannot be read: " + e.getMessage());
        }
    }
}

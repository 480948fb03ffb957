package io.gridgate.log.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;

/** Compares the books, which count changes, with the rows, which are what is there. */
final class PostgresAudit {

    private static final String BOOKS_AND_ROWS =
            """
            SELECT (SELECT coalesce(sum(matched - acknowledged - dead_lettered - expired), 0) FROM books),
                   (SELECT count(*) FROM pending),
                   (SELECT coalesce(sum(dead_lettered + expired), 0) FROM books),
                   (SELECT count(*) FROM dead_letters),
                   (SELECT count(*) FROM pending p
                    WHERE NOT EXISTS (SELECT FROM events e WHERE e.sequence = p.sequence))
            """;

    private PostgresAudit() {}

    /** Fails where books and rows differ; only old dead letters may be gone. */
    static void assertBooksFitRows(PostgresLogOptions options) {
        try (Database database = Database.open(options);
                Connection connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(BOOKS_AND_ROWS)) {
            row.next();
            assertThat(row.getLong(2)).as("pending rows").isEqualTo(row.getLong(1));
            assertThat(row.getLong(4)).as("dead letters").isLessThanOrEqualTo(row.getLong(3));
            assertThat(row.getLong(5)).as("pending without an event").isZero();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns a number that a statement selects. */
    static long number(PostgresLogOptions options, String select) {
        try (Database database = Database.open(options);
                Connection connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(select)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}

package io.gridgate.log.postgres;

import io.gridgate.log.QuarterHour;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Keeps the books short: sums the rows of all writers up once a quarter of an hour is over, and
 * quarters with nothing pending into one once dead letters of them are no longer kept. Only one
 * replica does it at a time, and only this writes the rows of writer 0. For one thread.
 */
final class Folding {

    private static final int ROWS_PER_STEP = 1_000;
    private static final Duration REST = Duration.ofMinutes(1);

    private static final String SUM_SUBSCRIPTIONS =
            """
            INSERT INTO books AS b
                (subscription_id, quarter, writer, matched, acknowledged, dead_lettered, expired)
            SELECT subscription_id, %s, 0, sum(matched), sum(acknowledged), sum(dead_lettered),
                   sum(expired)
            FROM gone GROUP BY 1, 2 ORDER BY 1, 2
            ON CONFLICT (subscription_id, quarter, writer) DO UPDATE SET
                matched = b.matched + excluded.matched,
                acknowledged = b.acknowledged + excluded.acknowledged,
                dead_lettered = b.dead_lettered + excluded.dead_lettered,
                expired = b.expired + excluded.expired
            """;

    private static final String SUM_TOPICS =
            """
            INSERT INTO topic_books AS b (topic_id, quarter, writer, accepted, unwanted)
            SELECT topic_id, %s, 0, sum(accepted), sum(unwanted)
            FROM gone GROUP BY 1, 2 ORDER BY 1, 2
            ON CONFLICT (topic_id, quarter, writer) DO UPDATE SET
                accepted = b.accepted + excluded.accepted,
                unwanted = b.unwanted + excluded.unwanted
            """;

    private static final String WRITERS =
            """
            WITH page AS MATERIALIZED (
                SELECT %1$s AS owner, quarter, writer FROM %2$s
                WHERE writer > 0 AND quarter < ? ORDER BY quarter LIMIT ? FOR UPDATE SKIP LOCKED
            ), gone AS (
                DELETE FROM %2$s b USING page g
                WHERE b.%1$s = g.owner AND b.quarter = g.quarter AND b.writer = g.writer
                RETURNING b.*
            )
            """;

    private static final String QUARTERS =
            """
            WITH page AS MATERIALIZED (
                SELECT %1$s AS owner, quarter FROM %2$s WHERE quarter > 0 AND quarter < ?
                GROUP BY 1, 2 HAVING %3$s ORDER BY 1, 2 LIMIT ?
            ), gone AS (
                DELETE FROM %2$s b USING page g WHERE b.%1$s = g.owner AND b.quarter = g.quarter
                RETURNING b.*
            )
            """;

    private static final String SETTLED =
            "sum(matched) = sum(acknowledged) + sum(dead_lettered) + sum(expired)";

    private final long keptMillis;
    private long restsUntil = Long.MIN_VALUE;

    /**
     * Makes the part.
     *
     * @param kept how long quarters stay apart
     */
    Folding(Duration kept) {
        this.keptMillis = kept.toMillis();
    }

    /** Tells whether there may be something to do. */
    boolean isDue(long now) {
        return restsUntil <= now;
    }

    /** Does one step; it comes again at once where there may be more. */
    void step(Connection connection, long now) throws SQLException {
        long over = QuarterHour.of(now) - 1;
        long old = QuarterHour.of(now - keptMillis);
        boolean more = fold(connection, WRITERS, "subscription_id", "books", "quarter", over);
        more |= fold(connection, WRITERS, "topic_id", "topic_books", "quarter", over);
        more |= fold(connection, QUARTERS, "subscription_id", "books", "0::bigint", old);
        more |= fold(connection, QUARTERS, "topic_id", "topic_books", "0::bigint", old);
        restsUntil = more ? Long.MIN_VALUE : now + REST.toMillis();
    }

    private static boolean fold(
            Connection connection,
            String page,
            String owner,
            String table,
            String quarter,
            long before)
            throws SQLException {
        boolean topics = table.equals("topic_books");
        String text =
                page.formatted(owner, table, topics ? "true" : SETTLED)
                        + (topics ? SUM_TOPICS : SUM_SUBSCRIPTIONS).formatted(quarter);
        try (var statement = connection.prepareStatement(text)) {
            statement.setLong(1, before);
            statement.setInt(2, ROWS_PER_STEP);
            return statement.executeUpdate() > 0;
        }
    }
}

package io.gridgate.log.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/**
 * One way of cleaning: goes through a table page by page, each a transaction of its own, removes
 * what nobody needs, and rests at the end. For one thread.
 */
final class Sweep {

    private static final int ROWS_PER_PAGE = 1_000;
    private static final Duration REST_WHEN_BUSY = Duration.ofSeconds(1);

    /** Bodies that nobody has still to settle. Entries are made with their event, never later. */
    private static final String EVENTS =
            """
            WITH page AS MATERIALIZED (
                SELECT sequence, sequence AS at FROM events
                WHERE sequence > ? AND ?::bigint > 0 ORDER BY sequence LIMIT ?
            ), gone AS (
                DELETE FROM events e USING page g WHERE e.sequence = g.sequence
                    AND NOT EXISTS (SELECT FROM pending p WHERE p.sequence = g.sequence)
                RETURNING 1
            )
            """;

    /** Records out of their window, unless somebody may still ask where the event is. */
    private static final String DEDUP =
            """
            WITH page AS MATERIALIZED (
                SELECT key, sequence, expires_at AS at FROM dedup
                WHERE expires_at >= ? AND expires_at <= ?
                ORDER BY expires_at LIMIT ? FOR UPDATE SKIP LOCKED
            ), gone AS (
                DELETE FROM dedup d USING page g WHERE d.key = g.key
                    AND NOT EXISTS (SELECT FROM pending p WHERE p.sequence = g.sequence)
                RETURNING 1
            )
            """;

    private static final String DEAD_LETTERS =
            """
            WITH page AS MATERIALIZED (
                SELECT subscription_id, sequence, at FROM dead_letters
                WHERE at >= ? AND at <= ? ORDER BY at LIMIT ? FOR UPDATE SKIP LOCKED
            ), gone AS (
                DELETE FROM dead_letters d USING page g
                WHERE d.subscription_id = g.subscription_id AND d.sequence = g.sequence
                RETURNING 1
            )
            """;

    private static final String COUNTS =
            "SELECT (SELECT count(*) FROM page), (SELECT count(*) FROM gone),"
                    + " (SELECT max(at) FROM page)";

    private final String statement;
    private final long keptMillis;
    private final Duration rest;
    private long from = Long.MIN_VALUE;
    private long looked;
    private long removed;
    private long removedInAll;
    private long restsUntil = Long.MIN_VALUE;

    private Sweep(String statement, Duration kept, Duration rest) {
        this.statement = statement + COUNTS;
        this.keptMillis = kept.toMillis();
        this.rest = rest;
    }

    static Sweep ofEvents() {
        return new Sweep(EVENTS, Duration.ZERO, Duration.ofMinutes(1));
    }

    static Sweep ofDedup() {
        return new Sweep(DEDUP, Duration.ZERO, Duration.ofMinutes(1));
    }

    static Sweep ofDeadLetters(Duration kept) {
        return new Sweep(DEAD_LETTERS, kept, Duration.ofMinutes(10));
    }

    /** Has the next page be the first, and soon. */
    void rewind() {
        from = Long.MIN_VALUE;
        looked = 0;
        removed = 0;
        restsUntil = Long.MIN_VALUE;
    }

    /** Returns how many rows this has removed since the start. */
    long removedInAll() {
        return removedInAll;
    }

    /** Tells whether there may be something to do. */
    boolean isDue(long now) {
        return restsUntil <= now;
    }

    /** Cleans one page. */
    int page(Connection connection, long now) throws SQLException {
        try (PreparedStatement page = connection.prepareStatement(statement)) {
            page.setLong(1, from);
            page.setLong(2, now - keptMillis);
            page.setInt(3, ROWS_PER_PAGE);
            try (var row = page.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("a count has one row");
                }
                note(row.getInt(1), row.getInt(2), row.getLong(3), now);
                return row.getInt(2);
            }
        }
    }

    /**
     * Goes on behind the page. A page of records that all ended at one moment and that all stay
     * must not hold the sweep up, so it goes on behind that moment.
     */
    private void note(int rows, int gone, long last, long now) {
        looked += rows;
        removed += gone;
        removedInAll += gone;
        if (rows == ROWS_PER_PAGE) {
            from = gone == 0 && last == from ? last + 1 : last;
            return;
        }
        boolean busy = removed > 0 && removed >= looked / 4;
        restsUntil = now + (busy ? REST_WHEN_BUSY : rest).toMillis();
        from = Long.MIN_VALUE;
        looked = 0;
        removed = 0;
    }
}

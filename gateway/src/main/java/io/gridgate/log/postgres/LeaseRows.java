package io.gridgate.log.postgres;

import io.gridgate.event.EventKey;
import io.gridgate.log.Delivery;
import io.gridgate.log.LockToken;
import io.gridgate.log.StoredEvent;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The statement that hands out events of one subscription: those whose lock or delay is over and
 * those that wait, oldest first, whatever other replicas hold at this moment left aside. Events
 * that it meets and that may not be delivered any more become dead letters. The locks may be
 * forgotten by a crash of the database, never by the end of a replica.
 */
final class LeaseRows {

    private static final String LEASE =
            "WITH "
                    + Statements.RULES
                    + """
                    , due AS (
                        SELECT subscription_id, sequence, accepted_at, bytes, delivery_count
                        FROM pending WHERE subscription_id = ? AND until <= ?
                        ORDER BY until LIMIT ? FOR UPDATE SKIP LOCKED
                    ), ready AS (
                        SELECT subscription_id, sequence, accepted_at, bytes, delivery_count
                        FROM pending WHERE subscription_id = ? AND until IS NULL
                        ORDER BY sequence LIMIT ? FOR UPDATE SKIP LOCKED
                    ), judged AS MATERIALIZED (
                        SELECT c.*,
                    """
                    + Statements.JUDGE
                    + """
                        FROM (SELECT * FROM due UNION ALL SELECT * FROM ready) c
                        JOIN rules r ON r.id = c.subscription_id
                    ), picked AS (
                        SELECT subscription_id, sequence, row_number() OVER w AS place,
                               sum(bytes) OVER w AS bytes_so_far
                        FROM judged WHERE fit WINDOW w AS (ORDER BY sequence)
                    ), granted AS (
                        UPDATE pending p SET until = ?, leased_at = ?,
                            nonce = (?::bigint[])[k.place], delivery_count = p.delivery_count + 1
                        FROM picked k
                        WHERE p.subscription_id = k.subscription_id AND p.sequence = k.sequence
                            AND k.place <= ? AND (k.bytes_so_far <= ? OR k.place = 1)
                        RETURNING p.sequence, p.nonce, p.delivery_count
                    ),
                    """
                    + Statements.GIVE_UP
                    + """
                    SELECT o.seen, o.given_up, g.nonce, g.delivery_count,
                           e.sequence, e.accepted_at, e.source, e.id, e.type, e.json
                    FROM (SELECT
                    """
                    + Database.FORGETFUL
                    + """
                            , (SELECT count(*) FROM judged WHERE fit) AS seen,
                            (SELECT count(*) FROM given_up) AS given_up) o
                    LEFT JOIN granted g ON true LEFT JOIN events e ON e.sequence = g.sequence
                    ORDER BY g.sequence
                    """;

    private LeaseRows() {}

    /**
     * What one statement handed out.
     *
     * @param deliveries the deliveries, oldest first
     * @param more whether there is more to hand out for certain
     */
    record Granted(List<Delivery> deliveries, boolean more) {}

    /**
     * Leases.
     *
     * @param nonces as many secrets as events may be leased
     * @param bytesMax most bytes together; the first event is given in any case
     * @param lockMillis how long the locks hold
     */
    static Granted lease(
            Connection connection,
            int subscription,
            Long[] nonces,
            long bytesMax,
            long lockMillis,
            long now,
            int writer)
            throws SQLException {
        int max = nonces.length;
        try (var statement = connection.prepareStatement(LEASE)) {
            statement.setInt(1, subscription);
            statement.setLong(2, now);
            statement.setInt(3, max);
            statement.setInt(4, subscription);
            statement.setInt(5, max);
            statement.setLong(6, now);
            statement.setLong(7, now + lockMillis);
            statement.setLong(8, now);
            statement.setArray(9, connection.createArrayOf("int8", nonces));
            statement.setInt(10, max);
            statement.setLong(11, bytesMax);
            statement.setLong(12, now);
            statement.setInt(13, writer);
            try (var rows = statement.executeQuery()) {
                return read(rows, Instant.ofEpochMilli(now + lockMillis));
            }
        }
    }

    private static Granted read(ResultSet rows, Instant lockedUntil) throws SQLException {
        List<Delivery> deliveries = new ArrayList<>();
        long seen = 0;
        long givenUp = 0;
        while (rows.next()) {
            seen = rows.getLong(1);
            givenUp = rows.getLong(2);
            long nonce = rows.getLong(3);
            if (!rows.wasNull()) {
                deliveries.add(delivery(rows, nonce, lockedUntil));
            }
        }
        return new Granted(deliveries, seen > deliveries.size() || givenUp > 0);
    }

    private static Delivery delivery(ResultSet row, long nonce, Instant lockedUntil)
            throws SQLException {
        StoredEvent event =
                new StoredEvent(
                        row.getLong(5),
                        Instant.ofEpochMilli(row.getLong(6)),
                        new EventKey(row.getString(7), row.getString(8)),
                        row.getString(9),
                        row.getBytes(10));
        LockToken token = new LockToken(event.sequence(), nonce);
        return new Delivery(token, row.getInt(4), lockedUntil, event);
    }
}

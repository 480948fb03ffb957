package io.gridgate.log.postgres;

import io.gridgate.log.LockToken;
import io.gridgate.log.Settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tokens that are settled alike, and the statement for them. A token holds while its row has its
 * nonce and the lock is not over, whichever replica gave it out.
 */
final class SettleRows {

    /** Tokens; three parameters, then the time. */
    private static final String HELD =
            """
            FROM unnest(?::int[], ?::bigint[], ?::bigint[]) AS t(subscription_id, sequence, nonce)
            JOIN pending c ON c.sequence = t.sequence AND c.subscription_id = t.subscription_id
                AND c.nonce = t.nonce AND c.until > ?
            """;

    private static final String ACKNOWLEDGE =
            "WITH held AS MATERIALIZED (SELECT c.subscription_id, c.sequence, c.nonce "
                    + HELD
                    + """
                    FOR UPDATE OF c), gone AS (
                        DELETE FROM pending p USING held h
                        WHERE p.sequence = h.sequence AND p.subscription_id = h.subscription_id
                        RETURNING p.subscription_id, p.sequence, p.nonce,
                            greatest(1, p.accepted_at / 900000) AS quarter
                    ), counted AS (
                        INSERT INTO books AS b (subscription_id, quarter, writer, acknowledged)
                        SELECT subscription_id, quarter, ?, count(*) FROM gone
                        GROUP BY 1, 2 ORDER BY 1, 2
                        ON CONFLICT (subscription_id, quarter, writer)
                            DO UPDATE SET acknowledged = b.acknowledged + excluded.acknowledged
                    )
                    SELECT subscription_id, sequence, nonce FROM gone
                    """;

    private static final String REJECT =
            "WITH held AS MATERIALIZED (SELECT c.subscription_id, c.sequence, c.nonce "
                    + HELD
                    + """
                    FOR UPDATE OF c), given_up AS (
                        DELETE FROM pending p USING held h
                        WHERE p.sequence = h.sequence AND p.subscription_id = h.subscription_id
                        RETURNING p.subscription_id, p.sequence, p.nonce, p.delivery_count,
                            p.accepted_at,
                            'REJECTED' AS reason, ?::text AS detail, ?::bigint AS at
                    ),
                    """
                    + Statements.BURY
                    + "SELECT subscription_id, sequence, nonce FROM given_up";

    /** Back into the queue, at once or after a delay, which ends with the life at the latest. */
    private static final String COME_BACK =
            "WITH "
                    + Statements.RULES
                    + """
                    , held AS MATERIALIZED (
                        SELECT c.subscription_id, c.sequence, c.nonce, c.accepted_at,
                               c.delivery_count - ?::int AS delivery_count
                    """
                    + HELD
                    + """
                        FOR UPDATE OF c
                    ), judged AS MATERIALIZED (
                        SELECT c.*, c.accepted_at + r.life AS life_end,
                    """
                    + Statements.JUDGE
                    + """
                        FROM held c JOIN rules r ON r.id = c.subscription_id
                    ), back AS (
                        UPDATE pending p SET nonce = NULL, leased_at = NULL,
                            delivery_count = j.delivery_count,
                            until = CASE WHEN ?::bigint > 0
                                THEN least(?::bigint, j.life_end) END
                        FROM judged j
                        WHERE p.sequence = j.sequence AND p.subscription_id = j.subscription_id
                            AND j.fit
                    ),
                    """
                    + Statements.GIVE_UP
                    + "SELECT subscription_id, sequence, nonce FROM judged";

    private static final String RENEW =
            "UPDATE pending p SET until = ? FROM (SELECT c.subscription_id, c.sequence, "
                    + Database.FORGETFUL
                    + " "
                    + HELD
                    + """
                      AND c.leased_at > ? FOR UPDATE OF c) h
                    WHERE p.sequence = h.sequence AND p.subscription_id = h.subscription_id
                    RETURNING p.subscription_id, p.sequence, p.nonce
                    """;

    private final Settlement settlement;
    private final List<Integer> subscriptions = new ArrayList<>();
    private final List<Long> sequences = new ArrayList<>();
    private final List<Long> nonces = new ArrayList<>();
    private final Set<Row> inside = new HashSet<>();
    private final Set<Row> done = new HashSet<>();

    /** A token and where it was offered. */
    private record Row(int subscription, LockToken token) {}

    SettleRows(Settlement settlement) {
        this.settlement = settlement;
    }

    Settlement settlement() {
        return settlement;
    }

    /** Tells whether a call can go with those that are inside: alike, and with other tokens. */
    boolean takes(SettleCall call) {
        return call.settlement().equals(settlement)
                && call.tokens().stream()
                        .noneMatch(token -> inside.contains(new Row(call.subscription(), token)));
    }

    /** Adds a token, if it is not inside already. */
    void add(int subscription, LockToken token) {
        if (inside.add(new Row(subscription, token))) {
            subscriptions.add(subscription);
            sequences.add(token.sequence());
            nonces.add(token.nonce());
        }
    }

    boolean isDone(int subscription, LockToken token) {
        return done.contains(new Row(subscription, token));
    }

    /** Settles all tokens that hold. */
    void store(Connection connection, long now, int writer) throws SQLException {
        done.clear();
        switch (settlement) {
            case Settlement.Acknowledge _ -> {
                try (var statement = connection.prepareStatement(ACKNOWLEDGE)) {
                    int at = held(statement, 1, now);
                    statement.setInt(at, writer);
                    read(statement);
                }
            }
            case Settlement.Reject reject -> {
                try (var statement = connection.prepareStatement(REJECT)) {
                    int at = held(statement, 1, now);
                    statement.setString(at, DeadLetterText.of(reject.reason()));
                    statement.setLong(at + 1, now);
                    statement.setInt(at + 2, writer);
                    read(statement);
                }
            }
            case Settlement.Release release ->
                    comeBack(connection, 0, release.delay().toMillis(), now, writer);
            case Settlement.GiveBack _ -> comeBack(connection, 1, 0, now, writer);
            case Settlement.Renew renew -> {
                try (var statement = connection.prepareStatement(RENEW)) {
                    statement.setLong(1, now + renew.lock().toMillis());
                    int at = held(statement, 2, now);
                    statement.setLong(at, now - Statements.RENEWABLE_MILLIS);
                    read(statement);
                }
            }
        }
    }

    private void comeBack(
            Connection connection, int uncounted, long delayMillis, long now, int writer)
            throws SQLException {
        try (var statement = connection.prepareStatement(COME_BACK)) {
            statement.setInt(1, uncounted);
            int at = held(statement, 2, now);
            statement.setLong(at, now);
            statement.setLong(at + 1, delayMillis);
            statement.setLong(at + 2, now + delayMillis);
            statement.setLong(at + 3, now);
            statement.setInt(at + 4, writer);
            read(statement);
        }
    }

    private int held(PreparedStatement statement, int from, long now) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(from, connection.createArrayOf("int4", subscriptions.toArray()));
        statement.setArray(from + 1, connection.createArrayOf("int8", sequences.toArray()));
        statement.setArray(from + 2, connection.createArrayOf("int8", nonces.toArray()));
        statement.setLong(from + 3, now);
        return from + 4;
    }

    private void read(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                LockToken token = new LockToken(rows.getLong(2), rows.getLong(3));
                done.add(new Row(rows.getInt(1), token));
            }
        }
    }
}

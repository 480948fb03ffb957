package io.gridgate.log.postgres;

import io.gridgate.event.EventKey;
import io.gridgate.log.DeadLetter;
import io.gridgate.log.DeadLetterReason;
import io.gridgate.log.EventStatus;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Tally;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Questions, each one statement, so that what it answers fits together. */
final class Inquiries {

    private static final String TALLY =
            """
            SELECT coalesce(sum(matched), 0), coalesce(sum(acknowledged), 0),
                   coalesce(sum(dead_lettered + expired), 0),
                   (SELECT count(*) FROM pending
                    WHERE subscription_id = ? AND until > ? AND nonce IS NOT NULL)
            FROM books WHERE subscription_id = ?
            """;

    private static final String FIND =
            """
            SELECT d.sequence, d.accepted_at, w.id,
                   CASE WHEN p.sequence IS NULL AND l.sequence IS NULL THEN 'ACKNOWLEDGED'
                        WHEN p.sequence IS NULL THEN 'DEAD_LETTERED'
                        WHEN p.nonce IS NOT NULL AND p.until > ? THEN 'LEASED'
                        ELSE 'PENDING' END
            FROM dedup d
            LEFT JOIN LATERAL unnest(d.subscription_ids) AS w(id) ON true
            LEFT JOIN pending p ON p.sequence = d.sequence AND p.subscription_id = w.id
            LEFT JOIN dead_letters l ON l.sequence = d.sequence AND l.subscription_id = w.id
            WHERE d.key = ?
            """;

    private static final String DEAD_LETTERS =
            """
            SELECT sequence, at, reason, detail, delivery_count, accepted_at, source, id, type, json
            FROM dead_letters WHERE subscription_id = ? AND sequence > ?
            ORDER BY sequence LIMIT ?
            """;

    private Inquiries() {}

    static Tally tally(Connection connection, int subscription, long now) throws SQLException {
        try (var statement = connection.prepareStatement(TALLY)) {
            statement.setInt(1, subscription);
            statement.setLong(2, now);
            statement.setInt(3, subscription);
            try (var row = statement.executeQuery()) {
                row.next();
                long matched = row.getLong(1);
                long acknowledged = row.getLong(2);
                long deadLettered = row.getLong(3);
                long pending = matched - acknowledged - deadLettered;
                return new Tally(matched, acknowledged, deadLettered, pending, row.getLong(4));
            }
        }
    }

    static Optional<EventStatus> find(
            Connection connection, UUID key, Map<Integer, SubscriptionName> names, long now)
            throws SQLException {
        try (var statement = connection.prepareStatement(FIND)) {
            statement.setLong(1, now);
            statement.setObject(2, key);
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                long sequence = rows.getLong(1);
                Instant acceptedAt = Instant.ofEpochMilli(rows.getLong(2));
                Map<SubscriptionName, EventStatus.State> states = new HashMap<>();
                do {
                    SubscriptionName name = names.get(rows.getInt(3));
                    if (name != null) {
                        states.put(name, EventStatus.State.valueOf(rows.getString(4)));
                    }
                } while (rows.next());
                return Optional.of(new EventStatus(sequence, acceptedAt, states));
            }
        }
    }

    static List<DeadLetter> deadLetters(
            Connection connection, int id, SubscriptionName name, long after, int max)
            throws SQLException {
        try (var statement = connection.prepareStatement(DEAD_LETTERS)) {
            statement.setInt(1, id);
            statement.setLong(2, after);
            statement.setInt(3, max);
            try (var rows = statement.executeQuery()) {
                List<DeadLetter> page = new ArrayList<>();
                while (rows.next()) {
                    page.add(deadLetter(rows, name));
                }
                return page;
            }
        }
    }

    private static DeadLetter deadLetter(ResultSet row, SubscriptionName name) throws SQLException {
        StoredEvent event =
                new StoredEvent(
                        row.getLong(1),
                        Instant.ofEpochMilli(row.getLong(6)),
                        new EventKey(row.getString(7), row.getString(8)),
                        row.getString(9),
                        row.getBytes(10));
        return new DeadLetter(
                name,
                event,
                DeadLetterReason.valueOf(row.getString(3)),
                row.getString(4),
                row.getInt(5),
                Instant.ofEpochMilli(row.getLong(2)));
    }
}

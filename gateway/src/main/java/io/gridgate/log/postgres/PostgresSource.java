package io.gridgate.log.postgres;

import io.gridgate.event.EventKey;
import io.gridgate.log.DeadLetter;
import io.gridgate.log.DeadLetterReason;
import io.gridgate.log.LogException;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.TopicName;
import io.gridgate.log.move.Piece;
import io.gridgate.log.move.PieceSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Reads a log in PostgreSQL in one transaction, so that all is of one moment, whether replicas run
 * or not. Changes nothing.
 */
public final class PostgresSource implements PieceSource {

    private static final int ROWS_AHEAD = 500;

    private static final String COUNT =
            "SELECT (SELECT count(*) FROM pending) + (SELECT count(*) FROM dead_letters)"
                    + " + (SELECT count(*) FROM dedup)";

    private static final String TOPIC_BOOKS =
            """
            SELECT 0, quarter, sum(accepted), sum(unwanted), 0, 0
            FROM topic_books WHERE topic_id = ? GROUP BY quarter ORDER BY quarter
            """;

    private static final String BOOKS =
            """
            SELECT subscription_id, quarter, sum(matched),
                   sum(acknowledged + dead_lettered + expired), sum(dead_lettered), sum(expired)
            FROM books JOIN subscriptions s ON s.id = subscription_id WHERE s.topic_id = ?
            GROUP BY subscription_id, s.name, quarter ORDER BY s.name COLLATE "C", quarter
            """;

    private static final String UNSETTLED =
            """
            SELECT p.sequence, p.accepted_at, e.source, e.id, e.type, e.json, p.subscription_id,
                   p.delivery_count, CASE WHEN p.nonce IS NULL THEN p.until END
            FROM pending p JOIN subscriptions s ON s.id = p.subscription_id
            LEFT JOIN events e ON e.sequence = p.sequence
            WHERE s.topic_id = ? ORDER BY p.sequence, s.name COLLATE "C"
            """;

    private static final String LETTERS =
            """
            SELECT d.sequence, d.accepted_at, d.source, d.id, d.type, d.json, d.subscription_id,
                   d.delivery_count, d.at, d.reason, d.detail
            FROM dead_letters d JOIN subscriptions s ON s.id = d.subscription_id
            WHERE s.topic_id = ? ORDER BY s.name COLLATE "C", d.sequence
            """;

    private static final String ACCEPTED =
            """
            SELECT key, content_hash, sequence, accepted_at, expires_at, subscription_ids
            FROM dedup WHERE topic_id = ? ORDER BY sequence
            """;

    private final Database database;

    private PostgresSource(Database database) {
        this.database = database;
    }

    /**
     * Opens the log.
     *
     * @param options where it is
     * @return the log
     * @throws LogException if the database does not answer, or its tables cannot be used
     */
    public static PostgresSource open(PostgresLogOptions options) {
        return new PostgresSource(Tables.open(options));
    }

    @Override
    public long count() {
        return database.report(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(COUNT)) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    @Override
    public void read(Consumer<Piece> reader) {
        database.report(connection -> {
            Catalog catalog = Catalog.read(connection);
            long next = nextSequence(connection);
            for (Catalog.TopicEntry topic : catalog.topics().values()) {
                reader.accept(new Piece.OfTopic(topic.topic(), next, true));
                new TopicReading(connection, topic, ownNames(topic)).read(reader);
            }
            return catalog;
        });
    }

    private static Map<Integer, String> ownNames(Catalog.TopicEntry topic) {
        Map<Integer, String> names = new HashMap<>();
        topic.subscriptions()
                .forEach(each -> names.put(each.id(), each.subscription().name().value()));
        return names;
    }

    /** Sequences that are given out after this moment belong to no event that is seen here. */
    private static long nextSequence(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT last_value + is_called::int FROM event_sequence")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() {
        database.close();
    }

    /** Takes one row of an answer. */
    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    /** Reads one topic. */
    private record TopicReading(
            Connection connection, Catalog.TopicEntry topic, Map<Integer, String> names) {

        private TopicName name() {
            return topic.topic().name();
        }

        void read(Consumer<Piece> reader) throws SQLException {
            topic.subscriptions()
                    .forEach(each -> reader.accept(new Piece.OfSubscription(each.subscription())));
            select(TOPIC_BOOKS, row -> reader.accept(quarter(row)));
            select(BOOKS, row -> reader.accept(quarter(row)));
            readUnsettled(reader);
            select(LETTERS, row -> reader.accept(new Piece.Dead(letter(row))));
            select(ACCEPTED, row -> reader.accept(accepted(row)));
        }

        private void select(String text, Row taker) throws SQLException {
            try (var statement = connection.prepareStatement(text)) {
                statement.setFetchSize(ROWS_AHEAD);
                statement.setInt(1, topic.id());
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        taker.take(rows);
                    }
                }
            }
        }

        private Piece quarter(ResultSet row) throws SQLException {
            return new Piece.Quarter(
                    name(),
                    Optional.ofNullable(names.get(row.getInt(1))),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6));
        }

        /** Rows of one event follow each other. */
        private void readUnsettled(Consumer<Piece> reader) throws SQLException {
            List<StoredEvent> events = new ArrayList<>(1);
            List<Piece.Wait> waits = new ArrayList<>();
            Runnable done =
                    () -> {
                        if (!waits.isEmpty()) {
                            reader.accept(new Piece.Unsettled(name(), events.getFirst(), waits));
                        }
                        events.clear();
                        waits.clear();
                    };
            select(
                    UNSETTLED,
                    row -> {
                        if (events.isEmpty() || events.getFirst().sequence() != row.getLong(1)) {
                            done.run();
                            events.add(event(row));
                        }
                        long until = row.getLong(9);
                        Optional<Instant> availableAt =
                                row.wasNull()
                                        ? Optional.empty()
                                        : Optional.of(Instant.ofEpochMilli(until));
                        waits.add(new Piece.Wait(own(row.getInt(7)), row.getInt(8), availableAt));
                    });
            done.run();
        }

        private String own(int id) {
            String own = names.get(id);
            if (own == null) {
                throw new LogException("subscription number " + id + " is missing");
            }
            return own;
        }

        private StoredEvent event(ResultSet row) throws SQLException {
            byte[] json = row.getBytes(6);
            if (json == null) {
                throw new LogException(
                        "event %d of topic %s is pending for %s and is missing; 'log verify' tells all"
                                .formatted(row.getLong(1), name(), own(row.getInt(7))));
            }
            return new StoredEvent(
                    row.getLong(1),
                    Instant.ofEpochMilli(row.getLong(2)),
                    new EventKey(row.getString(3), row.getString(4)),
                    row.getString(5),
                    json);
        }

        private DeadLetter letter(ResultSet row) throws SQLException {
            return new DeadLetter(
                    new SubscriptionName(name(), own(row.getInt(7))),
                    event(row),
                    DeadLetterReason.valueOf(row.getString(10)),
                    row.getString(11),
                    row.getInt(8),
                    Instant.ofEpochMilli(row.getLong(9)));
        }

        private Piece accepted(ResultSet row) throws SQLException {
            List<String> wantedBy =
                    Arrays.stream((Integer[]) row.getArray(6).getArray())
                            .map(this::own)
                            .sorted()
                            .toList();
            return new Piece.Accepted(
                    name(),
                    row.getObject(1, UUID.class),
                    row.getBytes(2),
                    row.getLong(3),
                    Instant.ofEpochMilli(row.getLong(4)),
                    Instant.ofEpochMilli(row.getLong(5)),
                    wantedBy);
        }
    }
}

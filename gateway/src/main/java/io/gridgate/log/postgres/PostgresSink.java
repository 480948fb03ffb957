package io.gridgate.log.postgres;

import io.gridgate.log.LogException;
import io.gridgate.log.move.Piece;
import io.gridgate.log.move.PieceSink;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Fills a log in PostgreSQL that has no topic yet, in one transaction: until its end nobody else
 * sees anything of it, and replicas that start meanwhile wait.
 *
 * <p>The sequences of a log in PostgreSQL are those of all topics together. Where they come from a
 * log that counts for each topic, those of the first topic stay, and those of each other topic all
 * rise by the same number.
 */
public final class PostgresSink implements PieceSink {

    private static final String CLAIM = "LOCK TABLE topics IN SHARE ROW EXCLUSIVE MODE";
    private static final String IS_EMPTY = "SELECT count(*) FROM topics";
    private static final String TOPIC =
            "INSERT INTO topics (name, retention_millis, dedup_window_millis) VALUES (?, ?, ?)"
                    + " RETURNING id";
    private static final String GO_ON = "SELECT setval('event_sequence', ?, false)";
    private static final String RISE = "UPDATE catalog SET version = version + 1";

    private final Database database;
    private final PostgresLogOptions options;
    private final Connection connection;
    private final MoveRows rows;
    private final Map<String, Integer> subscriptions = new HashMap<>();
    private Piece.@Nullable OfTopic topic;
    private int topicId;
    private long shift;
    private long nextSequence = 1;

    private PostgresSink(Database database, PostgresLogOptions options, Connection connection) {
        this.database = database;
        this.options = options;
        this.connection = connection;
        this.rows = new MoveRows(connection);
    }

    /**
     * Begins a log.
     *
     * @param options where it will be
     * @return the log to fill
     * @throws LogException if there are topics already, or the database does not answer
     */
    public static PostgresSink create(PostgresLogOptions options) {
        Database database = Tables.open(options);
        try {
            Connection connection = database.connect();
            PostgresSink sink = new PostgresSink(database, options, connection);
            connection.setNetworkTimeout(Runnable::run, 0);
            connection.setAutoCommit(false);
            sink.claim();
            return sink;
        } catch (SQLException e) {
            database.close();
            throw Faults.of(e);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private void claim() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(CLAIM);
            try (var row = statement.executeQuery(IS_EMPTY)) {
                row.next();
                if (row.getLong(1) > 0) {
                    connection.close();
                    throw new LogException(
                            "there are topics in %s already, and an import needs an empty log; name another schema"
                                    .formatted(options.place()));
                }
            }
        }
    }

    @Override
    public void put(Piece piece) {
        try {
            if (piece instanceof Piece.OfTopic of) {
                begin(of);
            } else if (topic == null || !topic.topic().equals(piece.topic())) {
                throw new IllegalArgumentException(
                        "the settings of topic " + piece.topic() + " come first");
            } else {
                add(piece);
            }
        } catch (SQLException e) {
            throw Faults.of(e);
        }
    }

    private void begin(Piece.OfTopic of) throws SQLException {
        rows.write();
        shift = topic == null || of.shared() ? 0 : nextSequence;
        nextSequence = Math.max(nextSequence, of.nextSequence() + shift);
        topic = of;
        subscriptions.clear();
        try (PreparedStatement statement = connection.prepareStatement(TOPIC)) {
            statement.setString(1, of.topic().value());
            statement.setLong(2, of.settings().retention().toMillis());
            statement.setLong(3, of.settings().dedupWindow().toMillis());
            try (var row = statement.executeQuery()) {
                row.next();
                topicId = row.getInt(1);
            }
        }
    }

    private void add(Piece piece) throws SQLException {
        switch (piece) {
            case Piece.OfTopic _ -> throw new IllegalArgumentException("a topic begins elsewhere");
            case Piece.OfSubscription of ->
                    subscriptions.put(
                            of.settings().name().value(),
                            Declarations.insert(connection, of.settings()));
            case Piece.Quarter quarter -> rows.add(quarter, owner(quarter));
            case Piece.Unsettled unsettled -> {
                rows.add(unsettled.event(), shift);
                for (Piece.Wait wait : unsettled.waits()) {
                    rows.add(unsettled.event(), wait, id(wait.subscription()), shift);
                }
            }
            case Piece.Dead dead ->
                    rows.add(dead.letter(), id(dead.letter().subscription().value()), shift);
            case Piece.Accepted accepted ->
                    rows.add(
                            accepted,
                            topicId,
                            accepted.wantedBy().stream().map(this::id).toList(),
                            shift);
        }
    }

    private int owner(Piece.Quarter quarter) {
        return quarter.subscription().map(this::id).orElse(topicId);
    }

    private int id(String own) {
        Integer id = subscriptions.get(own);
        if (id == null) {
            throw new IllegalArgumentException("there is no subscription %s".formatted(own));
        }
        return id;
    }

    @Override
    public void finish() {
        try {
            rows.write();
            try (PreparedStatement statement = connection.prepareStatement(GO_ON)) {
                statement.setLong(1, nextSequence);
                statement.execute();
            }
            try (var statement = connection.createStatement()) {
                statement.executeUpdate(RISE);
            }
            connection.commit();
        } catch (SQLException e) {
            throw Faults.of(e);
        }
    }

    @Override
    public void close() {
        try (database) {
            connection.close(); // rolls back what was not committed
        } catch (SQLException e) {
            throw Faults.of(e);
        }
    }
}

package io.gridgate.log.postgres;

import io.gridgate.log.DeadLetter;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.move.Piece;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of a log that comes from elsewhere, inserted in batches. For one thread. */
final class MoveRows {

    private static final int ROWS_MAX = 1_000;
    private static final long BYTES_MAX = 8L << 20;

    private static final String EVENT =
            "INSERT INTO events (sequence, accepted_at, source, id, type, json)"
                    + " VALUES (?, ?, ?, ?, ?, ?)";
    private static final String PENDING =
            "INSERT INTO pending (sequence, subscription_id, accepted_at, bytes, delivery_count,"
                    + " until) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String LETTER =
            "INSERT INTO dead_letters (subscription_id, sequence, at, reason, detail,"
                    + " delivery_count, accepted_at, source, id, type, json)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** Of two acceptances of one key the later one counts; the window of the other is over. */
    private static final String DEDUP =
            "INSERT INTO dedup (key, topic_id, sequence, accepted_at, expires_at, content_hash,"
                    + " subscription_ids) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE"
                    + " SET sequence = excluded.sequence, accepted_at = excluded.accepted_at,"
                    + " expires_at = excluded.expires_at, content_hash = excluded.content_hash,"
                    + " subscription_ids = excluded.subscription_ids";

    private static final String BOOKS =
            "INSERT INTO books (subscription_id, quarter, writer, matched, acknowledged,"
                    + " dead_lettered, expired) VALUES (?, ?, 0, ?, ?, ?, ?)";
    private static final String TOPIC_BOOKS =
            "INSERT INTO topic_books (topic_id, quarter, writer, accepted, unwanted)"
                    + " VALUES (?, ?, 0, ?, ?)";

    private final Connection connection;
    private final Map<String, PreparedStatement> batches = new LinkedHashMap<>();
    private int rows;
    private long bytes;

    MoveRows(Connection connection) {
        this.connection = connection;
    }

    void add(Piece.Quarter quarter, int owner) throws SQLException {
        PreparedStatement row = row(quarter.subscription().isPresent() ? BOOKS : TOPIC_BOOKS);
        row.setInt(1, owner);
        row.setLong(2, quarter.number());
        row.setLong(3, quarter.taken());
        if (quarter.subscription().isPresent()) {
            long givenUp = quarter.deadLettered() + quarter.expired();
            row.setLong(4, quarter.settled() - givenUp);
            row.setLong(5, quarter.deadLettered());
            row.setLong(6, quarter.expired());
        } else {
            row.setLong(4, quarter.settled());
        }
        added(row, 0);
    }

    void add(StoredEvent event, long shift) throws SQLException {
        PreparedStatement row = row(EVENT);
        row.setLong(1, event.sequence() + shift);
        body(row, 2, event);
        added(row, event.json().length);
    }

    void add(StoredEvent event, Piece.Wait wait, int subscription, long shift) throws SQLException {
        PreparedStatement row = row(PENDING);
        row.setLong(1, event.sequence() + shift);
        row.setInt(2, subscription);
        row.setLong(3, event.acceptedAt().toEpochMilli());
        row.setInt(4, event.json().length);
        row.setInt(5, wait.deliveryCount());
        row.setObject(
                6,
                wait.availableAt().map(at -> at.toEpochMilli()).orElse(null),
                java.sql.Types.BIGINT);
        added(row, 0);
    }

    void add(DeadLetter letter, int subscription, long shift) throws SQLException {
        PreparedStatement row = row(LETTER);
        row.setInt(1, subscription);
        row.setLong(2, letter.event().sequence() + shift);
        row.setLong(3, letter.at().toEpochMilli());
        row.setString(4, letter.reason().name());
        row.setString(5, DeadLetterText.of(letter.detail()));
        row.setInt(6, letter.deliveryCount());
        body(row, 7, letter.event());
        added(row, letter.event().json().length);
    }

    private static void body(PreparedStatement row, int from, StoredEvent event)
            throws SQLException {
        row.setLong(from, event.acceptedAt().toEpochMilli());
        row.setString(from + 1, event.key().source());
        row.setString(from + 2, event.key().id());
        row.setString(from + 3, event.type());
        row.setBytes(from + 4, event.json());
    }

    void add(Piece.Accepted accepted, int topic, List<Integer> wantedBy, long shift)
            throws SQLException {
        PreparedStatement row = row(DEDUP);
        row.setObject(1, accepted.key());
        row.setInt(2, topic);
        row.setLong(3, accepted.sequence() + shift);
        row.setLong(4, accepted.acceptedAt().toEpochMilli());
        row.setLong(5, accepted.until().toEpochMilli());
        row.setBytes(6, accepted.contentHash());
        row.setArray(7, connection.createArrayOf("int4", wantedBy.toArray()));
        added(row, 0);
    }

    private PreparedStatement row(String text) throws SQLException {
        PreparedStatement known = batches.get(text);
        if (known == null) {
            known = connection.prepareStatement(text);
            batches.put(text, known);
        }
        return known;
    }

    private void added(PreparedStatement row, int length) throws SQLException {
        row.addBatch();
        rows++;
        bytes += length;
        if (rows >= ROWS_MAX || bytes >= BYTES_MAX) {
            write();
        }
    }

    /** Inserts what was added. */
    void write() throws SQLException {
        for (PreparedStatement each : batches.values()) {
            each.executeBatch();
        }
        rows = 0;
        bytes = 0;
    }
}

package io.gridgate.log.postgres;

import io.gridgate.event.Event;
import io.gridgate.log.NewEvent;
import io.gridgate.log.QuarterHour;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The events of one transaction, as columns, and the statement that stores them: dedup check,
 * events, one pending entry per subscription that wants the event, and the books.
 */
final class AppendRows {

    /**
     * Keys go in by their order, so that two transactions with the same keys never wait for each
     * other in a circle. A key that is there and still counts locks its row and is not claimed.
     */
    private static final String STORE =
            """
            WITH input AS MATERIALIZED (
                SELECT nextval('event_sequence') AS sequence, i.*, i.wanted_by::int[] AS wanted
                FROM unnest(?::uuid[], ?::bytea[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                            ?::text[], ?::bytea[], ?::int[])
                    WITH ORDINALITY AS i(key, content_hash, expires_at, wanted_by, source, id,
                        type, json, topic_id, place)
                WHERE (SELECT version FROM catalog) = ?
            ), claimed AS (
                INSERT INTO dedup AS d
                    (key, topic_id, sequence, accepted_at, expires_at, content_hash,
                        subscription_ids)
                SELECT key, topic_id, sequence, ?, expires_at, content_hash, wanted
                FROM input WHERE key IS NOT NULL ORDER BY key
                ON CONFLICT (key) DO UPDATE SET sequence = excluded.sequence,
                    accepted_at = excluded.accepted_at, expires_at = excluded.expires_at,
                    content_hash = excluded.content_hash,
                    subscription_ids = excluded.subscription_ids
                WHERE d.expires_at <= excluded.accepted_at
                RETURNING d.sequence
            ), fresh AS MATERIALIZED (
                SELECT * FROM input
                WHERE key IS NULL OR sequence IN (SELECT sequence FROM claimed)
            ), stored AS (
                INSERT INTO events (sequence, accepted_at, source, id, type, json)
                SELECT sequence, ?, source, id, type, json
                FROM fresh WHERE cardinality(wanted) > 0
            ), queued AS (
                INSERT INTO pending (sequence, subscription_id, accepted_at, bytes)
                SELECT sequence, subscription_id, ?, octet_length(json)
                FROM fresh CROSS JOIN LATERAL unnest(wanted) AS w(subscription_id)
                RETURNING subscription_id
            ), counted AS (
                INSERT INTO books AS b (subscription_id, quarter, writer, matched)
                SELECT subscription_id, ?, ?, count(*) FROM queued
                GROUP BY subscription_id ORDER BY subscription_id
                ON CONFLICT (subscription_id, quarter, writer)
                    DO UPDATE SET matched = b.matched + excluded.matched
            ), taken AS (
                INSERT INTO topic_books AS b (topic_id, quarter, writer, accepted, unwanted)
                SELECT topic_id, ?, ?, count(*), count(*) FILTER (WHERE cardinality(wanted) = 0)
                FROM fresh GROUP BY topic_id ORDER BY topic_id
                ON CONFLICT (topic_id, quarter, writer)
                    DO UPDATE SET accepted = b.accepted + excluded.accepted,
                        unwanted = b.unwanted + excluded.unwanted
            )
            SELECT place, sequence, key IS NULL OR sequence IN (SELECT sequence FROM claimed)
            FROM input
            """;

    private final List<@Nullable UUID> keys = new ArrayList<>();
    private final List<byte[]> hashes = new ArrayList<>();
    private final List<Long> windows = new ArrayList<>();
    private final List<int[]> wanted = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Integer> topics = new ArrayList<>();

    /** Hears what became of a row. */
    interface Reader {
        void row(int place, long sequence, boolean fresh);
    }

    /** Adds an event and returns its place. */
    int add(NewEvent event, Catalog.TopicEntry topic, UUID key) {
        keys.add(topic.topic().deduplicates() ? key : null);
        hashes.add(event.contentHash());
        windows.add(topic.topic().dedupWindow().toMillis());
        wanted.add(
                topic.subscriptions().stream()
                        .filter(each ->
                                each.subscription().filter().matches(event.event()::attribute))
                        .mapToInt(Catalog.SubscriptionEntry::id)
                        .toArray());
        events.add(event.event());
        topics.add(topic.id());
        return events.size() - 1;
    }

    int size() {
        return events.size();
    }

    byte[] hash(int place) {
        return hashes.get(place);
    }

    /** Returns the subscriptions that want one of the marked events. */
    Set<Integer> wantedBy(boolean[] marked) {
        Set<Integer> subscriptions = new HashSet<>();
        for (int place = 0; place < marked.length; place++) {
            if (marked[place]) {
                for (int id : wanted.get(place)) {
                    subscriptions.add(id);
                }
            }
        }
        return subscriptions;
    }

    /** Stores the rows and returns how many were looked at: none where the version is another. */
    int store(Connection connection, long version, long now, int writer, Reader reader)
            throws SQLException {
        try (var statement = connection.prepareStatement(STORE)) {
            statement.setArray(1, connection.createArrayOf("uuid", keys.toArray()));
            statement.setArray(2, connection.createArrayOf("bytea", hashes.toArray(byte[][]::new)));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "int8", windows.stream().map(window -> now + window).toArray()));
            statement.setArray(4, connection.createArrayOf("text", wantedTexts()));
            statement.setArray(5, texts(connection, event -> event.key().source()));
            statement.setArray(6, texts(connection, event -> event.key().id()));
            statement.setArray(7, texts(connection, Event::type));
            statement.setArray(
                    8,
                    connection.createArrayOf(
                            "bytea", events.stream().map(Event::json).toArray(byte[][]::new)));
            statement.setArray(9, connection.createArrayOf("int4", topics.toArray()));
            statement.setLong(10, version);
            statement.setLong(11, now);
            statement.setLong(12, now);
            statement.setLong(13, now);
            for (int books = 14; books <= 16; books += 2) {
                statement.setLong(books, QuarterHour.of(now));
                statement.setInt(books + 1, writer);
            }
            try (var rows = statement.executeQuery()) {
                int count = 0;
                while (rows.next()) {
                    reader.row(rows.getInt(1) - 1, rows.getLong(2), rows.getBoolean(3));
                    count++;
                }
                return count;
            }
        }
    }

    private interface Text {
        String of(Event event);
    }

    private java.sql.Array texts(Connection connection, Text text) throws SQLException {
        return connection.createArrayOf("text", events.stream().map(text::of).toArray());
    }

    /** Lists cannot be ragged in an array of PostgreSQL, so each list of numbers is a text. */
    private Object[] wantedTexts() {
        return wanted.stream()
                .map(ids ->
                        java.util.Arrays.stream(ids)
                                .mapToObj(String::valueOf)
                                .collect(Collectors.joining(",", "{", "}")))
                .toArray();
    }
}

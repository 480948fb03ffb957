package io.gridgate.handlers.outbox;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.client.JsonCloudEvent;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * Events that an application writes into a table, in the transaction of its own changes: both are
 * there after the commit, or neither is. A {@link Relay} publishes them. Tested on PostgreSQL and
 * H2.
 *
 * <p>Safe for use by many threads, and by many processes on one database.
 */
public final class Outbox {

    /** Most bytes of one event in the JSON format; what Event Grid takes. */
    public static final int EVENT_BYTES_MAX = 1_000_000;

    private final OutboxTable table;
    private final InstantSource clock;

    /** Makes an outbox on the table {@code gridgate_outbox}. */
    public Outbox() {
        this("gridgate_outbox");
    }

    /**
     * Makes an outbox.
     *
     * @param table letters, digits and {@code _}, with a schema before a dot if need be
     */
    public Outbox(String table) {
        this(table, InstantSource.system());
    }

    Outbox(String table, InstantSource clock) {
        this.table = new OutboxTable(table);
        this.clock = clock;
    }

    /** {@return the SQL that makes the tables, for those who keep their schema elsewhere} */
    public List<String> definition() {
        return table.definition();
    }

    /**
     * Makes the tables where they are not there.
     *
     * @param database where
     * @throws SQLException if the database refuses
     */
    public void create(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            table.create(connection);
        }
    }

    /**
     * Writes an event. It is published after the connection's transaction has committed, and after
     * all that stood in the table before it.
     *
     * @param connection in the application's transaction
     * @param event of at most {@link #EVENT_BYTES_MAX} bytes
     * @throws SQLException if the database refuses
     */
    public void append(Connection connection, CloudEvent event) throws SQLException {
        byte[] json = JsonCloudEvent.from(event).json();
        if (json.length > EVENT_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "the event has %d bytes, Event Grid takes at most %d"
                            .formatted(json.length, EVENT_BYTES_MAX));
        }
        table.insert(connection, new String(json, StandardCharsets.UTF_8), clock.instant());
    }

    /**
     * {@return for how long the oldest event has been waiting; empty where none waits}
     *
     * @param database where
     * @throws SQLException if the database refuses
     */
    public Optional<Duration> lag(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return table.oldest(connection)
                    .map(since -> Duration.between(since, clock.instant()))
                    .map(age -> age.isNegative() ? Duration.ZERO : age);
        }
    }

    OutboxTable table() {
        return table;
    }
}

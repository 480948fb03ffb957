package io.gridgate.handlers.inbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.jdbc.BorrowedConnection;
import io.gridgate.handlers.jdbc.Transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import javax.sql.DataSource;

/**
 * Lets a handler's effect happen once for each event, by {@code source} and {@code id}: the note of
 * the event and what the handler writes are one transaction of the handler's own database. An event
 * that is noted is acknowledged and not handled; two deliveries of one event at the same time are
 * handled one after the other, because the second waits for the first's note.
 *
 * <p>Once holds for what is written over the connection, for as long as the note is kept. What a
 * handler does elsewhere, a mail for example, can repeat; write an outbox entry instead.
 *
 * <p>Safe for use by many threads, and by many processes on one database.
 */
public final class Inbox {

    private static final int CLEAN_MOST = 1_000;

    private final DataSource database;
    private final InboxTable table;
    private final String consumer;
    private final Duration retention;
    private final InstantSource clock;
    private final Cache<String, Boolean> handled;

    Inbox(InboxBuilder builder, InboxTable table) {
        this.database = builder.database();
        this.table = table;
        this.consumer = builder.consumer();
        this.retention = builder.retention();
        this.clock = builder.clock();
        // Evicts on the caller's thread, so that a front of 0 events remembers none.
        this.handled =
                Caffeine.newBuilder()
                        .maximumSize(builder.frontEvents())
                        .executor(Runnable::run)
                        .build();
    }

    /**
     * {@return a builder with the defaults}
     *
     * @param database gives connections; a pool with as many as the worker has places, at best
     * @param consumer who handles, 1 to 100 characters: each consumer handles each event once
     */
    public static InboxBuilder builder(DataSource database, String consumer) {
        return new InboxBuilder(database, consumer);
    }

    /** {@return the SQL that makes the table, for those who keep their schema elsewhere} */
    public List<String> definition() {
        return table.definition();
    }

    /**
     * Makes the table where it is not there.
     *
     * @throws SQLException if the database refuses
     */
    public void create() throws SQLException {
        try (Connection connection = database.getConnection()) {
            table.create(connection);
        }
    }

    /**
     * {@return a handler for a worker}
     *
     * @param handler what is done once for each event
     */
    public EventHandler once(TransactionalHandler handler) {
        return (event, context) -> {
            String key = EventKeyDigest.of(event);
            if (handled.getIfPresent(key) != null) {
                return Outcome.acknowledge();
            }
            try (Connection connection = database.getConnection()) {
                return inTransaction(handler, event, context, key, connection);
            }
        };
    }

    private Outcome inTransaction(
            TransactionalHandler handler,
            CloudEvent event,
            DeliveryContext context,
            String key,
            Connection connection)
            throws Exception {
        try (Transaction transaction = new Transaction(connection)) {
            if (!note(connection, key)) {
                return Outcome.acknowledge();
            }
            Outcome outcome =
                    handler.handle(event, context, BorrowedConnection.of(connection, "the inbox"));
            if (outcome instanceof Outcome.Acknowledge) {
                transaction.commit();
                handled.put(key, true);
            }
            return outcome;
        }
    }

    /** Notes the event; false where it was handled before. */
    private boolean note(Connection connection, String key) throws SQLException {
        try {
            table.insert(connection, consumer, key, clock.instant());
            return true;
        } catch (SQLException e) {
            // Databases name the violation differently; whether the note is there, all can tell.
            connection.rollback();
            if (!table.contains(connection, consumer, key)) {
                throw e;
            }
            handled.put(key, true);
            return false;
        }
    }

    /**
     * Removes notes that are older than the retention, in transactions of at most 1,000; several
     * processes may do so at the same time.
     *
     * @return how many were removed
     * @throws SQLException if the database refuses
     */
    public long clean() throws SQLException {
        Instant before = clock.instant().minus(retention);
        long removed = 0;
        List<String> keys;
        try (Connection connection = database.getConnection()) {
            do {
                try (Transaction transaction = new Transaction(connection)) {
                    keys = table.olderThan(connection, consumer, before, CLEAN_MOST);
                    removed += table.remove(connection, consumer, keys);
                    transaction.commit();
                }
            } while (keys.size() == CLEAN_MOST);
        }
        return removed;
    }

    /**
     * Cleans now and again, on a virtual thread; a failure is logged, and tried again the next
     * time.
     *
     * @param every how long to wait between two times
     * @return ends it when closed
     */
    public AutoCloseable cleaning(Duration every) {
        return new InboxCleaning(this, consumer, every);
    }
}

package io.gridgate.handlers.iflater;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.EventKey;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.inbox.TransactionalHandler;
import io.gridgate.handlers.jdbc.BorrowedConnection;
import io.gridgate.handlers.jdbc.Transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import javax.sql.DataSource;

/**
 * Lets an event have its effect only if it is later than all of its entity that had theirs, by the
 * extension {@code sequence}. What is not later, a repetition included, is acknowledged and not
 * handled. So the last state wins, in whatever order events come.
 *
 * <p>The version is noted in the handler's own transaction, as an inbox does, and the entity is
 * locked meanwhile: a second version waits for the first one's end. An event without a sequence, or
 * without an entity, is rejected.
 *
 * <p>Safe for use by many threads, and by many processes on one database.
 */
public final class IfLater {

    private final DataSource database;
    private final VersionTable table;
    private final String consumer;
    private final EventKey entity;
    private final InstantSource clock;
    private final LongAdder passedOver = new LongAdder();

    IfLater(IfLaterBuilder builder, VersionTable table) {
        this.database = builder.database();
        this.consumer = builder.consumer();
        this.entity = builder.entity();
        this.clock = builder.clock();
        this.table = table;
    }

    /**
     * {@return a builder with the defaults}
     *
     * @param database gives connections; a pool with as many as the worker has places, at best
     * @param consumer who handles, 1 to 100 characters: each consumer has its own versions
     */
    public static IfLaterBuilder builder(DataSource database, String consumer) {
        return new IfLaterBuilder(database, consumer);
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

    /** {@return how many events were acknowledged because they were not later} */
    public long passedOver() {
        return passedOver.sum();
    }

    /**
     * {@return a handler for a worker}
     *
     * @param handler what is done with a later version; the version is noted if it acknowledges
     */
    public EventHandler then(TransactionalHandler handler) {
        return (event, context) -> {
            String named = entity.of(event);
            if (named == null) {
                return Outcome.reject("it names no entity that it could be a version of");
            }
            Version version;
            try {
                version = new Version(EntityDigest.of(named), Sequence.of(event));
            } catch (IllegalArgumentException e) {
                return Outcome.reject(String.valueOf(e.getMessage()));
            }
            try (Connection connection = database.getConnection()) {
                return inTransaction(handler, event, context, version, connection);
            }
        };
    }

    private record Version(String entity, Sequence sequence) {}

    private Outcome inTransaction(
            TransactionalHandler handler,
            CloudEvent event,
            DeliveryContext context,
            Version version,
            Connection connection)
            throws Exception {
        try (Transaction transaction = new Transaction(connection)) {
            try {
                if (!note(connection, version)) {
                    passedOver.increment();
                    return Outcome.acknowledge();
                }
            } catch (IllegalArgumentException e) {
                return Outcome.reject(String.valueOf(e.getMessage()));
            }
            Outcome outcome =
                    handler.handle(
                            event,
                            context,
                            BorrowedConnection.of(connection, "the version's note"));
            if (outcome instanceof Outcome.Acknowledge) {
                transaction.commit();
            }
            return outcome;
        }
    }

    /** Notes the version, with its entity locked; false where it is not later. */
    private boolean note(Connection connection, Version version) throws SQLException {
        if (table.lock(connection, consumer, version.entity(), clock.instant())) {
            return noteIfLater(connection, version);
        }
        try {
            table.insert(
                    connection, consumer, version.entity(), version.sequence(), clock.instant());
            return true;
        } catch (SQLException e) {
            // Databases name the violation differently; whether the note is there, all can tell.
            connection.rollback();
            if (!table.lock(connection, consumer, version.entity(), clock.instant())) {
                throw e;
            }
            return noteIfLater(connection, version);
        }
    }

    private boolean noteIfLater(Connection connection, Version version) throws SQLException {
        Sequence latest =
                table.latest(connection, consumer, version.entity())
                        .orElseThrow(() -> new SQLException("a locked version is not there"));
        if (!version.sequence().isAfter(latest)) {
            return false;
        }
        table.update(connection, consumer, version.entity(), version.sequence());
        return true;
    }

    /**
     * Forgets entities that have had no version for some time, so that the table does not grow
     * without end. An old version that comes after that has its effect.
     *
     * @param unchangedFor longer than any event can be on its way; Event Grid keeps one for 7 days
     *     at most, its dead letters can be sent again later
     * @return how many were forgotten
     * @throws SQLException if the database refuses
     */
    public int forget(Duration unchangedFor) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return table.removeOlderThan(connection, consumer, clock.instant().minus(unchangedFor));
        }
    }
}

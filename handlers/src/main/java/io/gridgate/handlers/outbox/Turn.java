package io.gridgate.handlers.outbox;

import io.gridgate.handlers.EventText;
import io.gridgate.handlers.client.EventGridException;
import io.gridgate.handlers.client.EventGridSender;
import io.gridgate.handlers.jdbc.Transaction;
import io.gridgate.handlers.outbox.OutboxTable.Row;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import javax.sql.DataSource;

/** One relay's turn: takes the lock, publishes the oldest batch and removes it. For one thread. */
final class Turn {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int EVENTS_MAX = 1_000;

    /** Under the limit of a request, brackets and commas included. */
    private static final int BYTES_MAX = 1_000_000;

    private final OutboxTable table;
    private final DataSource database;
    private final EventGridSender sender;
    private final LongAdder published = new LongAdder();
    private final LongAdder refused = new LongAdder();

    Turn(OutboxTable table, DataSource database, EventGridSender sender) {
        this.table = table;
        this.database = database;
        this.sender = sender;
    }

    long published() {
        return published.sum();
    }

    long refused() {
        return refused.sum();
    }

    /** Takes a turn; true where more may wait. What was published before a failure is removed. */
    boolean take() throws SQLException {
        try (Connection connection = database.getConnection()) {
            // The batch must be read after the turn is taken, not before.
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            try (Transaction transaction = new Transaction(connection)) {
                if (!table.takeTurn(connection)) {
                    return false;
                }
                List<Row> rows = table.first(connection, EVENTS_MAX, BYTES_MAX);
                List<Row> done = new ArrayList<>(rows.size());
                try {
                    publish(connection, rows, done);
                } finally {
                    table.remove(connection, done);
                    transaction.commit();
                }
                return !rows.isEmpty();
            }
        }
    }

    /**
     * Publishes in order; halves a batch that is refused until the one that is to blame is alone.
     */
    private void publish(Connection connection, List<Row> rows, List<Row> done)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try {
            sender.send(rows.stream().map(Row::event).toList());
            published.add(rows.size());
            done.addAll(rows);
        } catch (EventGridException e) {
            if (!isRefusal(e)) {
                throw e;
            }
            if (rows.size() == 1) {
                refuse(connection, rows.getFirst(), e);
                done.addAll(rows);
            } else {
                int half = rows.size() / 2;
                publish(connection, rows.subList(0, half), done);
                publish(connection, rows.subList(half, rows.size()), done);
            }
        }
    }

    private static boolean isRefusal(EventGridException failure) {
        return failure.status() == 400 || failure instanceof EventGridException.TooLarge;
    }

    private void refuse(Connection connection, Row row, EventGridException failure)
            throws SQLException {
        String reason = String.valueOf(failure.getMessage());
        table.refuse(connection, row, reason);
        refused.increment();

        LOG.warn("{} is refused by the namespace: {}", EventText.of(row.event()), reason);
    }
}

package io.gridgate.handlers.timer;

import io.gridgate.handlers.jdbc.BorrowedConnection;
import io.gridgate.handlers.jdbc.Transaction;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Fires one timer: its end and what its handler writes are one transaction. */
final class Firing {

    private static final Logger LOG = LoggerFactory.getLogger(TimerRunner.class);
    private static final Duration RETRY_MAX = Duration.ofMinutes(5);

    private final Timers timers;
    private final TimerHandler handler;
    private final List<TimerListener> listeners;

    Firing(Timers timers, TimerHandler handler, List<TimerListener> listeners) {
        this.timers = timers;
        this.handler = handler;
        this.listeners = listeners;
    }

    /** Fires a timer, unless another runner does, or it was changed or cancelled meanwhile. */
    void fire(Connection connection, TimerTable.Row row) throws SQLException, InterruptedException {
        Timer timer = row.timer();
        Instant now = timers.clock().instant();
        try (Transaction transaction = new Transaction(connection)) {
            if (!timers.table().claim(connection, timers.group(), timer, now)) {
                return;
            }
            handler.fire(timer, BorrowedConnection.of(connection, "the runner"));
            transaction.commit();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            postpone(connection, row, e);
            return;
        }
        Duration lateness = Duration.between(timer.due(), now);
        listeners.forEach(listener -> listener.fired(timer, lateness));
    }

    private void postpone(Connection connection, TimerTable.Row row, Exception failure)
            throws SQLException {
        int attempts = row.attempts() + 1;
        Duration retryIn = retryIn(attempts);
        Timer timer = row.timer();
        LOG.warn(
                "Timer {} of {} failed, trying again in {}",
                timer.id(),
                timers.group(),
                retryIn,
                failure);
        Instant until = timers.clock().instant().plus(retryIn);
        timers.table().postpone(connection, timers.group(), timer, until);
        listeners.forEach(listener -> listener.failed(timer, attempts, failure, retryIn));
    }

    private static Duration retryIn(int attempts) {
        Duration full = Duration.ofSeconds(1L << Math.min(attempts - 1, 20));
        return full.compareTo(RETRY_MAX) < 0 ? full : RETRY_MAX;
    }
}

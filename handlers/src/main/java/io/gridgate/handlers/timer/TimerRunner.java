package io.gridgate.handlers.timer;

import io.gridgate.handlers.Backoff;
import io.gridgate.handlers.polling.Poller;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

import javax.sql.DataSource;

/**
 * Fires timers that are due, one after the other, on a virtual thread of its own. Several runners,
 * in as many processes, share the timers: each timer is one transaction of one runner, which holds
 * its row; where a runner dies the row is free again and another fires it.
 *
 * <p>A timer fires at least once, and what its handler writes over the given connection happens
 * once, since it commits together with the timer's end. A timer that fails is tried again after 1
 * s, 2 s, 4 s and so on up to 5 min, without end, and holds up no other.
 *
 * <p>Started once, closed once, from any thread. The database belongs to the caller.
 */
public final class TimerRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TimerRunner.class);

    private final Timers timers;
    private final DataSource database;
    private final Duration poll;
    private final int batch;
    private final Firing firing;
    private final Backoff backoff =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), new Random());
    private final Poller poller;

    TimerRunner(TimerRunnerBuilder builder) {
        this.timers = builder.timers();
        this.database = builder.database();
        this.poll = builder.poll();
        this.batch = builder.batch();
        this.firing = new Firing(timers, builder.handler(), builder.listeners());
        this.poller = new Poller("timers-" + timers.group(), this::turn, builder.pause());
    }

    /**
     * {@return a builder with the defaults}
     *
     * @param timers whose turn it is
     * @param database where their table is
     * @param handler what is done when one is due
     */
    public static TimerRunnerBuilder builder(
            Timers timers, DataSource database, TimerHandler handler) {
        return new TimerRunnerBuilder(timers, database, handler);
    }

    /** Starts to fire timers and returns at once. */
    public void start() {
        poller.start();
    }

    /** Looks for timers at once; for those who have just committed one that is due soon. */
    public void wake() {
        poller.wake();
    }

    /**
     * Fires the timers that are due now, on the caller's thread, at most one batch. For those who
     * have a scheduler of their own, and for tests; {@link #start} does the same by itself.
     *
     * @return how many were due, fired, failed and taken by others alike
     * @throws SQLException if the database does not answer
     * @throws InterruptedException if the thread is interrupted in a handler
     */
    public int fireDue() throws SQLException, InterruptedException {
        try (Connection connection = database.getConnection()) {
            Instant now = timers.clock().instant();
            var due = timers.table().until(connection, timers.group(), now, batch);
            for (TimerTable.Row row : due) {
                if (!poller.isClosed()) {
                    firing.fire(connection, row);
                }
            }
            return due.size();
        }
    }

    /** Fires a batch; returns how long to rest before the next. */
    private Duration turn() throws InterruptedException {
        try {
            int due = fireDue();
            backoff.reset();
            return due == batch ? Duration.ZERO : untilNext();
        } catch (SQLException | RuntimeException e) {
            Duration retryIn = backoff.next(null);
            LOG.warn(
                    "Timers of {} not read, trying again in {}: {}",
                    timers.group(),
                    retryIn,
                    e.toString());
            return retryIn;
        }
    }

    private Duration untilNext() throws SQLException {
        Optional<Instant> next;
        try (Connection connection = database.getConnection()) {
            next = timers.table().next(connection, timers.group());
        }
        // A timer that another runner holds is due already; it is worth a look, but no spinning.
        return next.map(time -> Duration.between(timers.clock().instant(), time))
                .filter(rest -> rest.compareTo(poll) < 0)
                .map(rest -> rest.isPositive() ? rest : poll.dividedBy(10))
                .orElse(poll);
    }

    /** Ends after the timer whose handler runs. */
    @Override
    public void close() {
        poller.close();
    }
}

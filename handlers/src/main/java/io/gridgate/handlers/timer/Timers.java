package io.gridgate.handlers.timer;

import io.gridgate.handlers.jdbc.TableName;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * Timers in a table, scheduled and cancelled in the transaction of the application's own changes:
 * all are there after the commit, or nothing is. A {@link TimerRunner} fires them. Groups share a
 * table and do not see each other. Tested on PostgreSQL, H2 and SQLite.
 *
 * <p>Safe for use by many threads, and by many processes on one database. Their clocks decide what
 * is due, so a timer fires early by as much as the fastest of them is ahead.
 */
public final class Timers {

    private final String group;
    private final TimerTable table;
    private final InstantSource clock;

    /**
     * Makes timers on the table {@code gridgate_timer}.
     *
     * @param group whose timers these are, 1 to 100 characters
     */
    public Timers(String group) {
        this(group, "gridgate_timer", InstantSource.system());
    }

    /**
     * Makes timers.
     *
     * @param group whose timers these are, 1 to 100 characters
     * @param table letters, digits and {@code _}, with a schema before a dot if need be
     * @param clock says what is due; one that tests can set, for example
     */
    public Timers(String group, String table, InstantSource clock) {
        if (group.isBlank() || group.length() > 100) {
            throw new IllegalArgumentException(
                    "a group of timers has a name of 1 to 100 characters, not " + group.length());
        }
        this.group = group;
        this.table = new TimerTable(new TableName(table));
        this.clock = clock;
    }

    /** {@return the SQL that makes the table, for those who keep their schema elsewhere} */
    public List<String> definition() {
        return table.definition();
    }

    /**
     * Makes the table where it is not there.
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
     * Schedules a timer, in place of the one that had the same id. Where that one is being fired at
     * this moment, this waits for its end.
     *
     * @param connection in the application's transaction
     * @param timer the timer; one that is due already fires at once
     * @throws SQLException if the database refuses, or another transaction schedules the same id
     *     for the first time at this moment
     */
    public void schedule(Connection connection, Timer timer) throws SQLException {
        table.put(connection, group, timer);
    }

    /**
     * Cancels a timer, and never waits.
     *
     * @param connection in the application's transaction
     * @param id which
     * @return whether it will not fire if the transaction commits; false where there is none, where
     *     it has fired, and where it is being fired at this moment
     * @throws SQLException if the database refuses
     */
    public boolean cancel(Connection connection, String id) throws SQLException {
        return table.takeAway(connection, group, id);
    }

    /**
     * {@return the timers that wait, the next first}
     *
     * @param database where
     * @param most how many at most, 1 to 10,000
     * @throws SQLException if the database refuses
     */
    public List<Timer> waiting(DataSource database, int most) throws SQLException {
        if (most < 1 || most > 10_000) {
            throw new IllegalArgumentException("most is %d, must be 1 to 10000".formatted(most));
        }
        try (Connection connection = database.getConnection()) {
            return table
                    .until(connection, group, Instant.ofEpochMilli(Long.MAX_VALUE), most)
                    .stream()
                    .map(TimerTable.Row::timer)
                    .toList();
        }
    }

    /**
     * {@return for how long the oldest timer that is due has been so; empty where none is due}
     *
     * @param database where
     * @throws SQLException if the database refuses
     */
    public Optional<Duration> overdue(DataSource database) throws SQLException {
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            return table.oldest(connection, group)
                    .map(due -> Duration.between(due, now))
                    .filter(late -> !late.isNegative());
        }
    }

    String group() {
        return group;
    }

    TimerTable table() {
        return table;
    }

    InstantSource clock() {
        return clock;
    }
}

package io.gridgate.handlers.examples;

import io.gridgate.handlers.outbox.Outbox;
import io.gridgate.handlers.timer.Timer;
import io.gridgate.handlers.timer.TimerRunner;
import io.gridgate.handlers.timer.Timers;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import javax.sql.DataSource;

/** An invoice that is not paid in time is asked for. */
final class InvoiceReminders {

    private final Timers timers = new Timers("invoice-reminders");
    private final Outbox outbox = new Outbox();

    void sent(Connection connection, String number, Instant now) throws SQLException {
        timers.schedule(connection, new Timer(number, now.plus(Duration.ofDays(14)), ""));
    }

    void paid(Connection connection, String number) throws SQLException {
        timers.cancel(connection, number);
    }

    TimerRunner runner(DataSource database, Reminders reminders) throws SQLException {
        timers.create(database);
        TimerRunner runner =
                TimerRunner.builder(
                                timers,
                                database,
                                (timer, connection) ->
                                        outbox.append(connection, reminders.event(timer.id())))
                        .build();
        runner.start();
        return runner;
    }
}

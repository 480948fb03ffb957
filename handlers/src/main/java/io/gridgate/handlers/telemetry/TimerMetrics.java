package io.gridgate.handlers.telemetry;

import io.gridgate.handlers.timer.Timer;
import io.gridgate.handlers.timer.TimerListener;
import io.gridgate.handlers.timer.Timers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

/** The metrics of a group of timers; give it to their runners as listener. */
public final class TimerMetrics implements TimerListener {

    private static final String PREFIX = "gridgate.timers.";

    private final io.micrometer.core.instrument.Timer lateness;
    private final Counter failures;

    /**
     * Registers the metrics. How long the oldest timer is overdue is one query each time it is
     * asked for; it is not a number where the database does not answer.
     *
     * @param registry where
     * @param group the value of the tag {@code group}
     * @param timers the timers
     * @param database where their table is
     */
    public TimerMetrics(MeterRegistry registry, String group, Timers timers, DataSource database) {
        Tags tags = Tags.of("group", group);
        this.lateness =
                io.micrometer.core.instrument.Timer.builder(PREFIX + "lateness")
                        .description("From the time a timer was due to the call of its handler")
                        .tags(tags)
                        .register(registry);
        this.failures =
                Counter.builder(PREFIX + "failures")
                        .description("Calls of handlers that failed and are tried again")
                        .tags(tags)
                        .register(registry);
        Gauge.builder(PREFIX + "overdue.seconds", timers, due -> overdue(due, database))
                .description("How long the oldest timer has been due; 0 where none is")
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    private static double overdue(Timers timers, DataSource database) {
        try {
            return timers.overdue(database).orElse(Duration.ZERO).toMillis() / 1000.0;
        } catch (SQLException e) {
            return Double.NaN;
        }
    }

    @Override
    public void fired(Timer timer, Duration late) {
        lateness.record(late);
    }

    @Override
    public void failed(Timer timer, int attempts, Exception failure, Duration retryIn) {
        failures.increment();
    }
}

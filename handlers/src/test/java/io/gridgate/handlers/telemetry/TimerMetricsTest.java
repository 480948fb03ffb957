package io.gridgate.handlers.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.handlers.timer.Timer;
import io.gridgate.handlers.timer.TimerRunner;
import io.gridgate.handlers.timer.Timers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

class TimerMetricsTest {

    @Test
    void tellsLatenessAndFailures() throws Exception {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Timers timers = new Timers("letters", "gridgate_timer", () -> now);
        TimerMetrics metrics = new TimerMetrics(registry, "letters", timers, database);
        var overdue =
                registry.get("gridgate.timers.overdue.seconds").tag("group", "letters").gauge();
        assertThat(overdue.value()).isNaN();
        timers.create(database);
        assertThat(overdue.value()).isZero();
        try (Connection connection = database.getConnection()) {
            timers.schedule(connection, new Timer("good", now.minusSeconds(7), ""));
            timers.schedule(connection, new Timer("bad", now.minusSeconds(9), ""));
        }
        assertThat(overdue.value()).isEqualTo(9);

        TimerRunner.builder(
                        timers,
                        database,
                        (timer, _) -> {
                            if (timer.id().equals("bad")) {
                                throw new IllegalStateException("scripted");
                            }
                        })
                .listener(metrics)
                .build()
                .fireDue();

        var lateness = registry.get("gridgate.timers.lateness").timer();
        assertThat(lateness.count()).isEqualTo(1);
        assertThat(lateness.max(TimeUnit.MILLISECONDS)).isEqualTo(7_000);
        assertThat(registry.get("gridgate.timers.failures").counter().count()).isEqualTo(1);
    }
}

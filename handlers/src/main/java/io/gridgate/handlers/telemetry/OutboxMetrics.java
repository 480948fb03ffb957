package io.gridgate.handlers.telemetry;

import io.gridgate.handlers.outbox.Outbox;
import io.gridgate.handlers.outbox.Relay;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

import javax.sql.DataSource;

/** The metrics of an outbox and of one relay on it. */
public final class OutboxMetrics {

    private static final String PREFIX = "gridgate.outbox.";

    private OutboxMetrics() {}

    /**
     * Registers the metrics. The lag is one query each time it is asked for; it is not a number
     * where the database does not answer.
     *
     * @param registry where
     * @param name the value of the tag {@code outbox}
     * @param outbox the outbox
     * @param database where its tables are
     * @param relay publishes it
     */
    public static void register(
            MeterRegistry registry, String name, Outbox outbox, DataSource database, Relay relay) {
        Tags tags = Tags.of("outbox", name);
        Gauge.builder(PREFIX + "lag.seconds", outbox, waiting -> lagSeconds(waiting, database))
                .description("How long the oldest event has been waiting; 0 where none waits")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        counter(registry, tags, relay, "published", "Events published", Relay::published);
        counter(registry, tags, relay, "refused", "Events put aside", Relay::refused);
        counter(registry, tags, relay, "failures", "Batches to be tried again", Relay::failures);
    }

    private static void counter(
            MeterRegistry registry,
            Tags tags,
            Relay relay,
            String name,
            String description,
            ToDoubleFunction<Relay> count) {
        FunctionCounter.builder(PREFIX + name, relay, count)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private static double lagSeconds(Outbox outbox, DataSource database) {
        try {
            return outbox.lag(database).orElse(Duration.ZERO).toMillis() / 1000.0;
        } catch (SQLException e) {
            return Double.NaN;
        }
    }
}

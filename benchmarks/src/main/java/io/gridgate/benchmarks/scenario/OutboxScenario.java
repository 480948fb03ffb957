package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Spread;
import io.gridgate.benchmarks.report.Target;
import io.gridgate.handlers.client.EventGridSender;
import io.gridgate.handlers.outbox.Outbox;
import io.gridgate.handlers.outbox.Relay;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One relay that publishes an outbox on PostgreSQL to a namespace, both durable: how fast it
 * empties a full table, and how long an event takes from the time it should have been written to
 * the namespace's answer, at rates that others publish figures for.
 */
final class OutboxScenario implements Scenario {

    private static final int BATCH = 500;
    private static final long EVENTS_PER_SECOND_OF_WINDOW = 8_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Rates of the published figures, and their p99 in milliseconds. */
    private static final Map<Integer, Double> PUBLISHED = Map.of(5_000, 190.0, 10_000, 350.0);

    private final NumberedEvents events = new NumberedEvents();
    private final Outbox outbox = new Outbox();
    private long written;

    @Override
    public String name() {
        return "outbox";
    }

    @Override
    public String about() {
        return "relay from PostgreSQL to the namespace";
    }

    @Override
    public List<Figure> run(Lab lab) throws InterruptedException {
        try (PostgresServer postgres = PostgresServer.start(OutboxLoad.WRITERS + 4);
                Namespace namespace =
                        Namespace.start(lab, lab.launch().emptyFolder("namespace"), List.of());
                EventGridSender sender = namespace.sender()) {
            outbox.create(postgres.database());
            List<Double> rates = new ArrayList<>();
            empty(postgres, sender, lab.effort().warmUp());
            for (int i = 0; i < lab.effort().repetitions(); i++) {
                rates.add(empty(postgres, sender, lab.effort().window()));
                lab.say("  empties a full table with %,.0f /s".formatted(rates.getLast()));
            }
            List<Figure> figures = new ArrayList<>();
            figures.add(
                    new Figure(
                            name() + "-rate",
                            about() + ", out of a full table",
                            "events/s",
                            Spread.of(rates),
                            null,
                            Map.of()));
            for (int rate : PUBLISHED.keySet().stream().sorted().toList()) {
                figures.add(latency(lab, postgres, sender, rate));
            }
            if (namespace.books().matched() < written) {
                throw new IllegalStateException(
                        "of %d events the namespace has only %d"
                                .formatted(written, namespace.books().matched()));
            }
            return figures;
        } catch (SQLException e) {
            throw new IllegalStateException("the outbox failed: " + e.getMessage(), e);
        }
    }

    /** Fills the table, lets a relay empty it, and returns events per second. */
    private double empty(PostgresServer postgres, EventGridSender sender, Duration window)
            throws SQLException, InterruptedException {
        long count = EVENTS_PER_SECOND_OF_WINDOW * window.toMillis() / 1000;
        try (Connection connection = postgres.database().getConnection()) {
            connection.setAutoCommit(false);
            for (long i = 1; i <= count; i++) {
                outbox.append(connection, events.event(++written));
                if (i % BATCH == 0 || i == count) {
                    connection.commit();
                }
            }
        }
        long start = System.nanoTime();
        try (Relay relay = new Relay(outbox, postgres.database(), sender)) {
            relay.start();
            while (relay.published() < count) {
                if (System.nanoTime() - start > PATIENCE.toNanos() || relay.failures() > 0) {
                    throw new IllegalStateException(
                            "%d of %d events published, %d failures"
                                    .formatted(relay.published(), count, relay.failures()));
                }
                Thread.sleep(1);
            }
            return count * 1e9 / (System.nanoTime() - start);
        }
    }

    private Figure latency(Lab lab, PostgresServer postgres, EventGridSender sender, int rate)
            throws InterruptedException {
        OutboxLoad load = new OutboxLoad(outbox, postgres.database(), rate);
        List<OutboxLoad.Ages> all = new ArrayList<>();
        load.run(sender, written, lab.effort().warmUp());
        written += load.count(lab.effort().warmUp());
        for (int i = 0; i < lab.effort().repetitions(); i++) {
            all.add(load.run(sender, written, lab.effort().window()));
            written += load.count(lab.effort().window());
            lab.say(
                    "  %,d /s asked, %,.0f /s published, p50 %.0f  p99 %.0f ms"
                            .formatted(
                                    rate,
                                    all.getLast().perSecond(),
                                    all.getLast().millis(50),
                                    all.getLast().millis(99)));
        }
        double published = PUBLISHED.getOrDefault(rate, 0.0);
        return new Figure(
                name() + "-" + rate,
                "%s, p99 at %,d events/s".formatted(about(), rate),
                "ms",
                Spread.of(all.stream().map(ages -> ages.millis(99)).toList()),
                Target.atMost(published, published),
                Map.of(
                        "p50 ms", Spread.of(all.stream().map(ages -> ages.millis(50)).toList()),
                        "events/s",
                                Spread.of(all.stream().map(OutboxLoad.Ages::perSecond).toList())));
    }
}

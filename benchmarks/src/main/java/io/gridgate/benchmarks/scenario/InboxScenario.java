package io.gridgate.benchmarks.scenario;

import io.cloudevents.CloudEvent;
import io.gridgate.benchmarks.load.Window;
import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Spread;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.inbox.Inbox;
import io.gridgate.handlers.jdbc.Transaction;

import org.HdrHistogram.Recorder;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import javax.sql.DataSource;

/**
 * Events handled once each on PostgreSQL: the note and an effect of one row in one durable
 * transaction, beside the same effect without the note. No namespace takes part, so that what is
 * measured is the inbox.
 */
final class InboxScenario implements Scenario {

    private static final int HANDLERS = 16;

    private final NumberedEvents events = new NumberedEvents();
    private final AtomicLong next = new AtomicLong();

    @Override
    public String name() {
        return "inbox";
    }

    @Override
    public String about() {
        return "events handled once each on PostgreSQL, 16 at a time";
    }

    @Override
    public List<Figure> run(Lab lab) throws InterruptedException {
        try (PostgresServer postgres = PostgresServer.start(HANDLERS)) {
            DataSource database = postgres.database();
            postgres.execute("CREATE TABLE effects (event_id TEXT NOT NULL)");
            Inbox inbox = Inbox.builder(database, "bench").build();
            inbox.create();
            EventHandler once =
                    inbox.once((event, _, connection) -> {
                        effect(event, connection);
                        return Outcome.acknowledge();
                    });
            EventHandler plain = (event, _) -> withoutNote(event, database);
            handle(plain, lab.effort().warmUp());
            handle(once, lab.effort().warmUp());
            List<Window> noted = new ArrayList<>();
            List<Window> bare = new ArrayList<>();
            for (int i = 0; i < lab.effort().repetitions(); i++) {
                bare.add(handle(plain, lab.effort().window()));
                noted.add(handle(once, lab.effort().window()));
                lab.say(
                        "  without %,.0f /s, p99 %.1f ms   once %,.0f /s, p99 %.1f ms"
                                .formatted(
                                        bare.getLast().eventsPerSecond(),
                                        bare.getLast().latencyMillis(99),
                                        noted.getLast().eventsPerSecond(),
                                        noted.getLast().latencyMillis(99)));
            }
            return List.of(figure(noted, bare));
        } catch (SQLException e) {
            throw new IllegalStateException("no table was made", e);
        }
    }

    private Figure figure(List<Window> noted, List<Window> bare) {
        Map<String, Spread> beside = new LinkedHashMap<>();
        beside.put("without the note /s", rates(bare));
        for (double percentile : new double[] {50, 99}) {
            String label = "p%.0f ms".formatted(percentile);
            beside.put(label, latencies(noted, percentile));
            beside.put("without the note " + label, latencies(bare, percentile));
        }
        return new Figure(name(), about(), "events/s", rates(noted), null, beside);
    }

    private static Spread rates(List<Window> windows) {
        return Spread.of(windows.stream().map(Window::eventsPerSecond).toList());
    }

    private static Spread latencies(List<Window> windows, double percentile) {
        return Spread.of(windows.stream().map(w -> w.latencyMillis(percentile)).toList());
    }

    private Window handle(EventHandler handler, Duration window) throws InterruptedException {
        Recorder recorder = new Recorder(Duration.ofMinutes(2).toNanos(), 3);
        long start = System.nanoTime();
        long end = start + window.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> all =
                    IntStream.range(0, HANDLERS)
                            .mapToObj(
                                    _ -> threads.submit(() -> handleUntil(end, handler, recorder)))
                            .toList();
            long handled = 0;
            for (Future<Long> one : all) {
                handled += one.get();
            }
            return new Window(
                    handled,
                    handled,
                    0,
                    Optional.empty(),
                    System.nanoTime() - start,
                    recorder.getIntervalHistogram());
        } catch (ExecutionException e) {
            throw new IllegalStateException("an event was not handled: " + e.getCause(), e);
        }
    }

    private long handleUntil(long end, EventHandler handler, Recorder recorder) throws Exception {
        long handled = 0;
        DeliveryContext context = DeliveryContext.of(1, Instant.now());
        while (System.nanoTime() < end) {
            CloudEvent event = events.event(next.incrementAndGet());
            long begin = System.nanoTime();
            if (!handler.handle(event, context).equals(Outcome.acknowledge())) {
                throw new IllegalStateException("an event was not acknowledged");
            }
            recorder.recordValue(System.nanoTime() - begin);
            handled++;
        }
        return handled;
    }

    private static Outcome withoutNote(CloudEvent event, DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Transaction transaction = new Transaction(connection)) {
            effect(event, connection);
            transaction.commit();
            return Outcome.acknowledge();
        }
    }

    private static void effect(CloudEvent event, Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO effects VALUES (?)")) {
            insert.setString(1, event.getId());
            insert.executeUpdate();
        }
    }
}

package io.gridgate.benchmarks.scenario;

import io.cloudevents.CloudEvent;
import io.gridgate.benchmarks.load.Window;
import io.gridgate.handlers.client.EventGridSender;
import io.gridgate.handlers.outbox.Outbox;
import io.gridgate.handlers.outbox.Relay;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import javax.sql.DataSource;

/**
 * Writers that fill an outbox by the clock, an event in each transaction, while a relay empties it.
 * The age of an event counts from when it should have been written, so that writers that do not
 * keep up are seen.
 */
final class OutboxLoad {

    static final int WRITERS = 16;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What was seen: ages in nanoseconds, and how long it took until the last was published. */
    record Ages(Histogram histogram, long count, long nanos) {

        double millis(double percentile) {
            return histogram.getValueAtPercentile(percentile) / 1e6;
        }

        double perSecond() {
            return count * 1e9 / nanos;
        }
    }

    private final NumberedEvents events = new NumberedEvents();
    private final Outbox outbox;
    private final DataSource database;
    private final int perSecond;

    OutboxLoad(Outbox outbox, DataSource database, int perSecond) {
        this.outbox = outbox;
        this.database = database;
        this.perSecond = perSecond;
    }

    /** Returns how many events a run of that length writes. */
    long count(Duration window) {
        return perSecond * window.toMillis() / 1000;
    }

    /**
     * Runs.
     *
     * @param before the number of the event before the first
     */
    Ages run(EventGridSender sender, long before, Duration window) throws InterruptedException {
        long count = count(window);
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long start = System.nanoTime();
        Histogram ages = Window.newHistogram();
        // One relay sends, so one thread records.
        EventGridSender timed =
                new TimedSender(
                        sender,
                        event -> {
                            long due = start + (NumberedEvents.number(event) - before) * interval;
                            ages.recordValue(Math.max(0, System.nanoTime() - due));
                        });
        try (Relay relay = new Relay(outbox, database, timed, Duration.ofMillis(25));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            relay.start();
            List<? extends Future<?>> writers =
                    IntStream.range(0, WRITERS)
                            .mapToObj(writer ->
                                    threads.submit(
                                            () -> write(before, writer, count, start, interval)))
                            .toList();
            for (Future<?> writer : writers) {
                writer.get();
            }
            while (relay.published() < count) {
                if (System.nanoTime() - start > PATIENCE.toNanos() || relay.failures() > 0) {
                    throw new IllegalStateException(
                            "%d of %d events published, %d failures"
                                    .formatted(relay.published(), count, relay.failures()));
                }
                Thread.sleep(1);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("an event was not written: " + e.getCause(), e);
        }
        return new Ages(ages, count, System.nanoTime() - start);
    }

    private @Nullable Void write(long before, int writer, long count, long start, long interval)
            throws SQLException, InterruptedException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (long i = writer + 1L; i <= count; i += WRITERS) {
                long rest = start + i * interval - System.nanoTime();
                if (rest > 0) {
                    TimeUnit.NANOSECONDS.sleep(rest);
                }
                outbox.append(connection, events.event(before + i));
                connection.commit();
            }
        }
        return null;
    }

    /** Tells of each event that the namespace has taken. */
    private record TimedSender(EventGridSender target, Taken taken) implements EventGridSender {

        @Override
        public void send(CloudEvent event) {
            send(List.of(event));
        }

        @Override
        public void send(List<? extends CloudEvent> batch) {
            target.send(batch);
            batch.forEach(taken::now);
        }

        @Override
        public void close() {}
    }

    private interface Taken {

        void now(CloudEvent event);
    }
}

package io.gridgate.handlers.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gridgate.handlers.client.JsonCloudEvent;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import javax.sql.DataSource;

/** What holds on every database. */
@Timeout(60)
abstract class OutboxContract {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Outbox outbox = new Outbox("gridgate_outbox", now::get);
    private final MemorySender sender = new MemorySender();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private DataSource database;

    /** Returns an empty database. */
    abstract DataSource emptyDatabase() throws Exception;

    @BeforeEach
    void makeTables() throws Exception {
        database = emptyDatabase();
        outbox.create(database);
        outbox.create(database);
    }

    private static JsonCloudEvent event(String id, String data) {
        return JsonCloudEvent.of(
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/s\",\"type\":\"t\",\"data\":\"%s\"}"
                        .formatted(id, data)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private void append(int from, int to, String data) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (int i = from; i < to; i++) {
                outbox.append(connection, event(String.valueOf(i), data));
            }
            connection.commit();
        }
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }

    private List<String> column(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /** A relay that takes its rests on paper, but a moment where it only looks for events. */
    private Relay relay() {
        return new Relay(
                outbox,
                database,
                sender,
                Duration.ofMillis(100),
                rest -> {
                    pauses.add(rest);
                    Thread.sleep(1);
                });
    }

    private void await(BooleanSupplier condition) {
        long limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("not in time; " + sender.batches.size() + " batches");
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void publishesWhatWasCommittedAndNothingElse() throws Exception {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            outbox.append(connection, event("rolled back", ""));
            connection.rollback();
        }
        append(0, 1, "ü");
        try (Relay relay = relay()) {
            relay.start();
            await(() -> relay.published() == 1);
        }

        assertThat(sender.batches).containsExactly(List.of("0"));
        assertThat(column("SELECT event FROM gridgate_outbox")).isEmpty();
    }

    @Test
    void publishesInOrderByTheThousand() throws Exception {
        append(0, 2_500, "");
        try (Relay relay = relay()) {
            relay.start();
            await(() -> relay.published() == 2_500);
        }

        assertThat(sender.ids()).isEqualTo(ids(0, 2_500));
        assertThat(sender.batches).extracting(List::size).containsExactly(1000, 1000, 500);
        assertThat(column("SELECT event FROM gridgate_outbox")).isEmpty();
    }

    @Test
    void publishesNoMoreThanAMegabyteAtOnce() throws Exception {
        append(0, 25, "x".repeat(99_900));
        try (Relay relay = relay()) {
            relay.start();
            await(() -> relay.published() == 25);
        }

        assertThat(sender.ids()).isEqualTo(ids(0, 25));
        assertThat(sender.batches).extracting(List::size).containsExactly(10, 10, 5);
    }

    @Test
    void putsARefusedEventAsideAndPublishesTheRest() throws Exception {
        append(0, 10, "");
        sender.poison.add("3");
        try (Relay relay = relay()) {
            relay.start();
            await(() -> relay.published() == 9);
            assertThat(relay.refused()).isEqualTo(1);
            assertThat(relay.failures()).isZero();
        }

        assertThat(sender.ids()).containsExactly("0", "1", "2", "4", "5", "6", "7", "8", "9");
        assertThat(column("SELECT event FROM gridgate_outbox_refused"))
                .containsExactly(new String(event("3", "").json(), StandardCharsets.UTF_8));
        assertThat(column("SELECT reason FROM gridgate_outbox_refused"))
                .containsExactly("scripted 400");
        assertThat(column("SELECT event FROM gridgate_outbox")).isEmpty();
    }

    @Test
    void waitsLongerAfterEachFailureAndLosesNothing() throws Exception {
        append(0, 4, "");
        sender.failures.add(MemorySender.failure(503, null));
        sender.failures.add(MemorySender.failure(429, Duration.ofSeconds(20)));
        sender.failures.add(MemorySender.failure(401, null));
        sender.failures.add(MemorySender.failure(404, null));
        try (Relay relay = relay()) {
            relay.start();
            await(() -> relay.published() == 4);
            assertThat(relay.failures()).isEqualTo(4);
            assertThat(relay.refused()).isZero();
        }

        assertThat(sender.ids()).isEqualTo(ids(0, 4));
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(pauses.get(1)).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(22));
        assertThat(pauses.get(2)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(pauses.get(3)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void doesNotRepeatTheHalfThatWasPublishedBeforeAFailure() throws Exception {
        append(0, 4, "");
        sender.poison.add("2");
        Turn turn =
                new Turn(
                        outbox.table(),
                        database,
                        new FailingSender(sender, List.of("3"), MemorySender.failure(503, null)));
        try {
            turn.take();
            throw new AssertionError("no failure");
        } catch (io.gridgate.handlers.client.EventGridException e) {
            assertThat(e.status()).isEqualTo(503);
        }

        assertThat(sender.batches).containsExactly(List.of("0", "1"));
        assertThat(column("SELECT event FROM gridgate_outbox"))
                .containsExactly(new String(event("3", "").json(), StandardCharsets.UTF_8));
        assertThat(column("SELECT event FROM gridgate_outbox_refused")).hasSize(1);
    }

    @Test
    void keepsTheOrderWithSeveralRelays() throws Exception {
        try (Relay one = relay();
                Relay two = relay();
                Relay three = relay()) {
            one.start();
            two.start();
            three.start();
            for (int from = 0; from < 2_000; from += 20) {
                append(from, from + 20, "");
            }
            await(() -> one.published() + two.published() + three.published() == 2_000);
        }
        assertThat(sender.ids()).isEqualTo(ids(0, 2_000));
    }

    @Test
    void tellsHowLongTheOldestEventHasWaited() throws Exception {
        assertThat(outbox.lag(database)).isEmpty();
        append(0, 1, "");
        now.set(now.get().plusSeconds(5));
        append(1, 2, "");
        now.set(now.get().plusSeconds(2));
        assertThat(outbox.lag(database)).contains(Duration.ofSeconds(7));
    }

    @Test
    void refusesAnEventThatEventGridWouldRefuse() throws Exception {
        try (Connection connection = database.getConnection()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> outbox.append(connection, event("large", "x".repeat(1_000_000))))
                    .withMessageMatching(
                            "the event has \\d+ bytes, Event Grid takes at most 1000000");
        }
    }
}

package io.gridgate.handlers.timer;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.handlers.testing.FailingConnections;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import javax.sql.DataSource;

/** What holds on every database. The effect of a timer is a row that may stand there twice. */
@Timeout(60)
abstract class TimersContract {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Timers timers = new Timers("letters", "gridgate_timer", now::get);
    private final List<Duration> lateness = new CopyOnWriteArrayList<>();
    private final List<Duration> retries = new CopyOnWriteArrayList<>();
    private DataSource database;

    private final TimerListener recording =
            new TimerListener() {
                @Override
                public void fired(Timer timer, Duration late) {
                    lateness.add(late);
                }

                @Override
                public void failed(Timer timer, int attempts, Exception failure, Duration retryIn) {
                    retries.add(retryIn);
                }
            };

    /** Returns an empty database. */
    abstract DataSource emptyDatabase() throws Exception;

    @BeforeEach
    void makeTables() throws Exception {
        database = emptyDatabase();
        timers.create(database);
        timers.create(database);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE effects (id VARCHAR(100))");
        }
    }

    private static void effect(Timer timer, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO effects VALUES ('" + timer.id() + "')");
        }
    }

    private List<String> effects() throws SQLException {
        List<String> effects = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM effects")) {
            while (rows.next()) {
                effects.add(rows.getString(1));
            }
        }
        return effects;
    }

    private TimerRunner runner(TimerHandler handler) {
        return runner(database, handler);
    }

    private TimerRunner runner(DataSource source, TimerHandler handler) {
        return TimerRunner.builder(timers, source, handler).listener(recording).build();
    }

    private void schedule(String id, int seconds) throws SQLException {
        try (Connection connection = database.getConnection()) {
            timers.schedule(connection, new Timer(id, START.plusSeconds(seconds), "for " + id));
        }
    }

    private boolean cancel(String id) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return timers.cancel(connection, id);
        }
    }

    private List<String> waiting() throws SQLException {
        return timers.waiting(database, 100).stream().map(Timer::id).toList();
    }

    @Test
    void firesWhatIsDueInTheOrderOfTime() throws Exception {
        schedule("b", 20);
        schedule("a", 10);
        schedule("c", 30);
        TimerRunner runner = runner(TimersContract::effect);

        assertThat(runner.fireDue()).isZero();
        now.set(START.plusSeconds(20));
        assertThat(runner.fireDue()).isEqualTo(2);
        assertThat(runner.fireDue()).isZero();

        assertThat(effects()).containsExactly("a", "b");
        assertThat(lateness).containsExactly(Duration.ofSeconds(10), Duration.ZERO);
        assertThat(timers.waiting(database, 10))
                .containsExactly(new Timer("c", START.plusSeconds(30), "for c"));
    }

    @Test
    void belongsToTheCallersTransaction() throws Exception {
        schedule("kept", 1);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            timers.schedule(connection, new Timer("undone", START, ""));
            assertThat(timers.cancel(connection, "kept")).isTrue();
            connection.rollback();
        }
        assertThat(waiting()).containsExactly("kept");
    }

    @Test
    void doesNotFireWhatIsCancelled() throws Exception {
        schedule("a", 0);
        assertThat(cancel("a")).isTrue();
        assertThat(cancel("a")).isFalse();

        assertThat(runner(TimersContract::effect).fireDue()).isZero();
        assertThat(effects()).isEmpty();
    }

    @Test
    void replacesATimerOfTheSameId() throws Exception {
        schedule("a", 0);
        schedule("a", 60);
        TimerRunner runner = runner(TimersContract::effect);

        assertThat(runner.fireDue()).isZero();
        now.set(START.plusSeconds(60));
        runner.fireDue();
        assertThat(effects()).containsExactly("a");
    }

    @Test
    void keepsGroupsApart() throws Exception {
        Timers others = new Timers("invoices", "gridgate_timer", now::get);
        schedule("a", 0);
        try (Connection connection = database.getConnection()) {
            others.schedule(connection, new Timer("a", START, ""));
        }
        runner(TimersContract::effect).fireDue();

        assertThat(effects()).containsExactly("a");
        assertThat(waiting()).isEmpty();
        assertThat(others.waiting(database, 10)).hasSize(1);
    }

    @Test
    void letsAHandlerScheduleTheSameTimerAgain() throws Exception {
        schedule("a", 0);
        TimerRunner runner =
                runner((timer, connection) -> {
                    effect(timer, connection);
                    timers.schedule(
                            connection, new Timer(timer.id(), timer.due().plusSeconds(30), ""));
                });
        runner.fireDue();
        runner.fireDue();
        now.set(START.plusSeconds(30));
        runner.fireDue();

        assertThat(effects()).containsExactly("a", "a");
        assertThat(waiting()).containsExactly("a");
    }

    @Test
    void triesAFailedTimerAgainLaterAndLetsTheOthersPass() throws Exception {
        schedule("bad", 0);
        schedule("good", 1);
        now.set(START.plusSeconds(1));
        TimerRunner runner =
                runner((timer, connection) -> {
                    effect(timer, connection);
                    if (timer.id().equals("bad") && retries.size() < 10) {
                        throw new IllegalStateException("scripted");
                    }
                });
        runner.fireDue();
        assertThat(effects()).containsExactly("good");
        for (int i = 0; i < 10; i++) {
            Duration rest = retries.getLast();
            now.set(now.get().plus(rest).minusMillis(1));
            assertThat(runner.fireDue()).isZero();
            now.set(now.get().plusMillis(1));
            assertThat(runner.fireDue()).isEqualTo(1);
        }

        assertThat(retries)
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L);
        assertThat(effects()).containsExactlyInAnyOrder("good", "bad");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void firesOnceThoughTheAnswerToTheCommitIsLost() throws Exception {
        schedule("a", 0);
        TimerRunner runner =
                runner(FailingConnections.afterCommit(database), TimersContract::effect);
        runner.fireDue();
        now.set(START.plusSeconds(60));
        runner.fireDue();

        assertThat(effects()).containsExactly("a");
    }

    @Test
    void firesEachOnceWithSeveralRunners() throws Exception {
        int count = 200;
        for (int i = 0; i < count; i++) {
            schedule(String.valueOf(i), 0);
        }
        List<CompletableFuture<Void>> runs =
                IntStream.range(0, 3)
                        .mapToObj(_ -> CompletableFuture.runAsync(this::fireAll))
                        .toList();
        runs.forEach(CompletableFuture::join);
        // What SQLite refused to one of those who wrote at the same time comes again.
        now.set(START.plus(Duration.ofMinutes(10)));
        fireAll();

        assertThat(effects())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, count).mapToObj(String::valueOf).toList());
    }

    private void fireAll() {
        TimerRunner runner = runner(TimersContract::effect);
        try {
            while (!waiting().isEmpty() && runner.fireDue() > 0) {
                Thread.onSpinWait();
            }
        } catch (SQLException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Not on SQLite, where nothing is written while another transaction writes. */
    void cancelsTooLateWithoutWaitingForTheHandler() throws Exception {
        schedule("a", 0);
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        TimerRunner runner =
                runner((timer, connection) -> {
                    effect(timer, connection);
                    began.countDown();
                    end.await();
                });
        runner.start();
        began.await();

        assertThat(cancel("a")).isFalse();
        assertThat(runner(TimersContract::effect).fireDue()).isEqualTo(1);
        end.countDown();
        runner.close();
        assertThat(effects()).containsExactly("a");
    }

    @Test
    void tellsHowLongTheOldestHasBeenDue() throws Exception {
        assertThat(timers.overdue(database)).isEmpty();
        schedule("a", 10);
        assertThat(timers.overdue(database)).isEmpty();
        now.set(START.plusSeconds(17));
        assertThat(timers.overdue(database)).contains(Duration.ofSeconds(7));
    }

    @Test
    void wakesUpWhenTheNextIsDue() throws Exception {
        schedule("a", 3);
        List<Duration> pauses = new CopyOnWriteArrayList<>();
        CountDownLatch fired = new CountDownLatch(1);
        try (TimerRunner runner =
                TimerRunner.builder(timers, database, (_, _) -> fired.countDown())
                        .poll(Duration.ofSeconds(10))
                        .pause(rest -> {
                            pauses.add(rest);
                            now.set(now.get().plus(rest));
                            Thread.sleep(1);
                        })
                        .build()) {
            runner.start();
            fired.await();
        }
        assertThat(pauses.getFirst()).isEqualTo(Duration.ofSeconds(3));
    }
}

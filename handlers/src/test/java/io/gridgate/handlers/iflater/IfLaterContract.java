package io.gridgate.handlers.iflater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.handlers.client.ReleaseDelay;
import io.gridgate.handlers.inbox.TransactionalHandler;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import javax.sql.DataSource;

/** What holds on every database. An effect is a row, so the rows are the versions that had one. */
@Timeout(60)
abstract class IfLaterContract {

    private static final DeliveryContext CONTEXT = DeliveryContext.of(1, Instant.EPOCH);

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private DataSource database;
    private IfLater ifLater;

    /** Returns an empty database. */
    abstract DataSource emptyDatabase() throws Exception;

    @BeforeEach
    void makeTables() throws Exception {
        database = emptyDatabase();
        ifLater = IfLater.builder(database, "prices").clock(now::get).build();
        ifLater.create();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE versions (version VARCHAR(100))");
        }
    }

    private static CloudEvent event(String source, String subject, String sequence) {
        return JsonCloudEvent.of(
                """
                {"specversion":"1.0","id":"%1$s%2$s%3$s","source":"%1$s","subject":"%2$s",\
                "type":"t","sequence":"%3$s","sequencetype":"Integer"}\
                """
                        .formatted(source, subject, sequence)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static CloudEvent version(int number) {
        return event("/s", "coffee", String.valueOf(number));
    }

    private static final TransactionalHandler EFFECT =
            (event, _, connection) -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(
                            "INSERT INTO versions VALUES ('"
                                    + event.getExtension("sequence")
                                    + "')");
                }
                return Outcome.acknowledge();
            };

    private List<String> effects() throws SQLException {
        List<String> effects = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version FROM versions")) {
            while (rows.next()) {
                effects.add(rows.getString(1));
            }
        }
        return effects;
    }

    @Test
    void handlesOnlyWhatIsLater() throws Exception {
        EventHandler handler = ifLater.then(EFFECT);
        for (int number : new int[] {2, 1, 2, 10, 9, 11}) {
            assertThat(handler.handle(version(number), CONTEXT)).isEqualTo(Outcome.acknowledge());
        }

        assertThat(effects()).containsExactly("2", "10", "11");
        assertThat(ifLater.passedOver()).isEqualTo(3);
    }

    @Test
    void keepsEntitiesAndSourcesAndConsumersApart() throws Exception {
        EventHandler handler = ifLater.then(EFFECT);
        handler.handle(event("/s", "coffee", "5"), CONTEXT);
        handler.handle(event("/s", "tea", "4"), CONTEXT);
        handler.handle(event("/other", "coffee", "3"), CONTEXT);
        IfLater.builder(database, "stock")
                .build()
                .then(EFFECT)
                .handle(event("/s", "coffee", "2"), CONTEXT);

        assertThat(effects()).containsExactlyInAnyOrder("5", "4", "3", "2");
    }

    @Test
    void takesAnotherEntityWhereTold() throws Exception {
        EventHandler handler =
                IfLater.builder(database, "all").entity(CloudEvent::getType).build().then(EFFECT);
        handler.handle(event("/s", "coffee", "5"), CONTEXT);
        handler.handle(event("/other", "tea", "4"), CONTEXT);

        assertThat(effects()).containsExactly("5");
    }

    @Test
    void notesNoVersionThatWasNotAcknowledged() throws Exception {
        for (Outcome outcome :
                List.of(Outcome.release(ReleaseDelay.NO_DELAY), Outcome.reject("no"))) {
            EventHandler unwilling =
                    ifLater.then((event, context, connection) -> {
                        EFFECT.handle(event, context, connection);
                        return outcome;
                    });
            assertThat(unwilling.handle(version(3), CONTEXT)).isEqualTo(outcome);
        }
        EventHandler failing =
                ifLater.then((_, _, _) -> {
                    throw new IllegalStateException("down");
                });
        assertThatIllegalStateException().isThrownBy(() -> failing.handle(version(3), CONTEXT));

        ifLater.then(EFFECT).handle(version(2), CONTEXT);
        assertThat(effects()).containsExactly("2");
    }

    @Test
    void letsAnOlderVersionWaitForTheNewerOneInFlight() throws Exception {
        // Known already, so that it is the row which is waited for; the test after this has none.
        ifLater.then(EFFECT).handle(version(1), CONTEXT);

        raceOlderAgainstNewerInFlight();
        assertThat(effects()).containsExactly("1", "3");
    }

    @Test
    void letsAnOlderVersionWaitForTheFirstOneInFlight() throws Exception {
        raceOlderAgainstNewerInFlight();
        assertThat(effects()).containsExactly("3");
    }

    private void raceOlderAgainstNewerInFlight() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        EventHandler slow =
                ifLater.then((event, context, connection) -> {
                    Outcome outcome = EFFECT.handle(event, context, connection);
                    began.countDown();
                    end.await();
                    return outcome;
                });
        var newer = run(slow, version(3));
        began.await();
        var older = run(ifLater.then(EFFECT), version(2));
        end.countDown();

        assertThat(newer.get()).isEqualTo(Outcome.acknowledge());
        try {
            assertThat(older.get()).isEqualTo(Outcome.acknowledge());
        } catch (ExecutionException e) {
            // A database that does not wait so long refuses; the event comes again.
            assertThat(e).hasCauseInstanceOf(SQLException.class);
        }
    }

    private static CompletableFuture<Outcome> run(EventHandler handler, CloudEvent event) {
        var result = new CompletableFuture<Outcome>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        result.complete(handler.handle(event, CONTEXT));
                    } catch (Exception e) {
                        result.completeExceptionally(e);
                    }
                });
        return result;
    }

    /** Two at a time, some twice, some failing at first: the newest is the last that has effect. */
    @Test
    void endsWithTheNewestInWhateverOrderVersionsCome() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            String subject = "coffee" + seed;
            List<Integer> order = new ArrayList<>(IntStream.rangeClosed(1, 8).boxed().toList());
            order.addAll(IntStream.rangeClosed(5, 8).boxed().toList());
            Collections.shuffle(order, random);
            for (int i = 0; i < order.size(); i += 2) {
                var one =
                        run(flaky(random.nextInt(4) == 0), event("/s", subject, order.get(i) + ""));
                var two = run(flaky(false), event("/s", subject, order.get(i + 1) + ""));
                retryUntilAcknowledged(one, event("/s", subject, order.get(i) + ""));
                retryUntilAcknowledged(two, event("/s", subject, order.get(i + 1) + ""));
            }

            List<Integer> effects = effects().stream().map(Integer::valueOf).toList();
            assertThat(effects)
                    .as("seed %d, order %s", seed, order)
                    .contains(8)
                    .doesNotHaveDuplicates();
            assertThat(latest(subject)).as("seed %d, order %s", seed, order).isEqualTo("8");
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("DELETE FROM versions");
            }
        }
    }

    private EventHandler flaky(boolean fails) {
        return ifLater.then((event, context, connection) -> {
            Outcome outcome = EFFECT.handle(event, context, connection);
            if (fails) {
                throw new IllegalStateException("flaky");
            }
            return outcome;
        });
    }

    private void retryUntilAcknowledged(CompletableFuture<Outcome> first, CloudEvent event)
            throws Exception {
        try {
            assertThat(first.get()).isEqualTo(Outcome.acknowledge());
        } catch (ExecutionException e) {
            assertThat(ifLater.then(EFFECT).handle(event, CONTEXT))
                    .isEqualTo(Outcome.acknowledge());
        }
    }

    private String latest(String subject) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT sequence_value FROM gridgate_latest WHERE entity = '"
                                        + EntityDigest.of("/s\n" + subject)
                                        + "'")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"subject\":\"x\" | its sequence has 0 characters, must have 1 to 200",
                "\"sequence\":\"1\" | it names no entity that it could be a version of",
                "\"subject\":\"coffee\",\"sequence\":\"9\" | its sequencetype is not that of the"
                        + " version before, so none is the later"
            })
    void rejectsWhatCannotBeCompared(String members, String reason) throws Exception {
        ifLater.then(EFFECT).handle(version(1), CONTEXT);
        CloudEvent event =
                JsonCloudEvent.of(
                        "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"/s\",\"type\":\"t\",%s}"
                                .formatted(members)
                                .getBytes(StandardCharsets.UTF_8));

        assertThat(ifLater.then(EFFECT).handle(event, CONTEXT)).isEqualTo(Outcome.reject(reason));
        assertThat(effects()).containsExactly("1");
    }

    @Test
    void forgetsEntitiesThatHaveNotChangedForLong() throws Exception {
        EventHandler handler = ifLater.then(EFFECT);
        handler.handle(event("/s", "old", "5"), CONTEXT);
        now.set(now.get().plus(Duration.ofDays(1)));
        handler.handle(event("/s", "young", "5"), CONTEXT);
        // Not later, so it does not count as a change.
        handler.handle(event("/s", "old", "4"), CONTEXT);
        now.set(now.get().plus(Duration.ofDays(29)).plusMillis(1));

        assertThat(ifLater.forget(Duration.ofDays(30))).isEqualTo(1);
        handler.handle(event("/s", "old", "4"), CONTEXT);
        handler.handle(event("/s", "young", "4"), CONTEXT);
        assertThat(effects()).containsExactly("5", "5", "4");
    }

    @Test
    void leavesTheEndOfTheTransactionToItself() {
        EventHandler handler =
                ifLater.then((_, _, connection) -> {
                    connection.commit();
                    return Outcome.acknowledge();
                });

        assertThatIllegalStateException()
                .isThrownBy(() -> handler.handle(version(1), CONTEXT))
                .withMessage(
                        "commit: the version's note ends the transaction, by the outcome of the"
                                + " handler");
    }
}

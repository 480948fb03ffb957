package io.gridgate.handlers.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.handlers.client.ReleaseDelay;
import io.gridgate.handlers.testing.FailingConnections;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

/** What holds on every database. The effect of an event is a row that may stand there twice. */
@Timeout(60)
abstract class InboxContract {

    private static final DeliveryContext CONTEXT = DeliveryContext.of(1, Instant.EPOCH);

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private DataSource database;

    /** Returns an empty database. */
    abstract DataSource emptyDatabase() throws Exception;

    @BeforeEach
    void makeTables() throws Exception {
        database = emptyDatabase();
        inbox(database, "billing").create();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE effects (event_id VARCHAR(100))");
        }
    }

    private Inbox inbox(DataSource source, String consumer) {
        return Inbox.builder(source, consumer).clock(now::get).build();
    }

    private static CloudEvent event(String id) {
        return JsonCloudEvent.of(
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/s\",\"type\":\"t\"}"
                        .formatted(id)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static void effect(CloudEvent event, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO effects VALUES ('" + event.getId() + "')");
        }
    }

    private static final TransactionalHandler EFFECT =
            (event, _, connection) -> {
                effect(event, connection);
                return Outcome.acknowledge();
            };

    private List<String> effects() throws SQLException {
        List<String> effects = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT event_id FROM effects")) {
            while (rows.next()) {
                effects.add(rows.getString(1));
            }
        }
        return effects;
    }

    private static Outcome handle(EventHandler handler, String id) throws Exception {
        return handler.handle(event(id), CONTEXT);
    }

    @Test
    void handlesAnEventOnceAndAcknowledgesItsRepetition() throws Exception {
        EventHandler first = inbox(database, "billing").once(EFFECT);
        EventHandler other = inbox(database, "billing").once(EFFECT);

        assertThat(handle(first, "a")).isEqualTo(Outcome.acknowledge());
        assertThat(handle(first, "a")).isEqualTo(Outcome.acknowledge());
        assertThat(handle(other, "a")).isEqualTo(Outcome.acknowledge());
        assertThat(handle(other, "b")).isEqualTo(Outcome.acknowledge());
        assertThat(effects()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void handlesAnEventOnceForEachConsumer() throws Exception {
        handle(inbox(database, "billing").once(EFFECT), "a");
        handle(inbox(database, "mail").once(EFFECT), "a");

        assertThat(effects()).containsExactly("a", "a");
    }

    @Test
    void keepsNothingOfAnEventThatIsNotAcknowledged() throws Exception {
        AtomicInteger run = new AtomicInteger();
        EventHandler handler =
                inbox(database, "billing")
                        .once((event, _, connection) -> {
                            effect(event, connection);
                            return switch (run.incrementAndGet()) {
                                case 1 -> Outcome.release(ReleaseDelay.NO_DELAY);
                                case 2 -> Outcome.reject("not now");
                                case 3 -> throw new IllegalStateException("down");
                                default -> Outcome.acknowledge();
                            };
                        });

        assertThat(handle(handler, "a")).isEqualTo(Outcome.release(ReleaseDelay.NO_DELAY));
        assertThat(handle(handler, "a")).isEqualTo(Outcome.reject("not now"));
        assertThatIllegalStateException().isThrownBy(() -> handle(handler, "a"));
        assertThat(effects()).isEmpty();
        assertThat(handle(handler, "a")).isEqualTo(Outcome.acknowledge());
        assertThat(effects()).containsExactly("a");
    }

    @Test
    void handlesOnceWhatIsDeliveredTwiceAtTheSameTime() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        EventHandler slow =
                inbox(database, "billing")
                        .once((event, _, connection) -> {
                            effect(event, connection);
                            began.countDown();
                            end.await();
                            return Outcome.acknowledge();
                        });
        EventHandler other = inbox(database, "billing").once(EFFECT);
        var one = new CompletableFuture<Outcome>();
        var two = new CompletableFuture<Outcome>();
        run(one, slow);
        began.await();
        Thread second = run(two, other);
        while (second.getState() == Thread.State.NEW) {
            Thread.onSpinWait();
        }
        end.countDown();

        assertThat(one.get()).isEqualTo(Outcome.acknowledge());
        try {
            assertThat(two.get()).isEqualTo(Outcome.acknowledge());
        } catch (ExecutionException e) {
            // A database that does not wait refuses the note; the event comes again.
            assertThat(e).hasCauseInstanceOf(SQLException.class);
        }
        assertThat(effects()).containsExactly("a");
    }

    private static Thread run(CompletableFuture<Outcome> result, EventHandler handler) {
        return Thread.ofVirtual()
                .start(() -> {
                    try {
                        result.complete(handle(handler, "a"));
                    } catch (Exception e) {
                        result.completeExceptionally(e);
                    }
                });
    }

    @Test
    void handlesOnceThoughTheAnswerToTheCommitIsLost() throws Exception {
        EventHandler handler =
                inbox(FailingConnections.afterCommit(database), "billing").once(EFFECT);

        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> handle(handler, "a"));
        assertThat(handle(handler, "a")).isEqualTo(Outcome.acknowledge());
        assertThat(effects()).containsExactly("a");
    }

    @Test
    void forgetsWhatIsOlderThanItsRetention() throws Exception {
        Inbox inbox =
                Inbox.builder(database, "billing")
                        .retention(Duration.ofDays(2))
                        .front(0)
                        .clock(now::get)
                        .build();
        EventHandler handler = inbox.once(EFFECT);
        handle(inbox(database, "mail").once(EFFECT), "other");
        handle(handler, "old");
        now.set(now.get().plus(Duration.ofDays(1)));
        handle(handler, "young");
        now.set(now.get().plus(Duration.ofDays(1)).plusMillis(1));

        assertThat(inbox.clean()).isEqualTo(1);
        assertThat(inbox.clean()).isZero();
        handle(handler, "old");
        handle(handler, "young");
        handle(inbox(database, "mail").once(EFFECT), "other");
        assertThat(effects()).containsExactlyInAnyOrder("other", "old", "young", "old");
    }

    @Test
    void cleansMoreThanOneTransactionTakes() throws Exception {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            InboxTable table = new InboxTable("gridgate_inbox");
            for (int i = 0; i < 2_500; i++) {
                table.insert(connection, "billing", "%064d".formatted(i), now.get());
            }
            connection.commit();
        }
        now.set(now.get().plus(Duration.ofDays(9)));

        assertThat(inbox(database, "billing").clean()).isEqualTo(2_500);
    }

    @Test
    void leavesTheEndOfTheTransactionToTheInbox() throws Exception {
        EventHandler handler =
                inbox(database, "billing")
                        .once((event, _, connection) -> {
                            effect(event, connection);
                            connection.commit();
                            return Outcome.acknowledge();
                        });

        assertThatIllegalStateException()
                .isThrownBy(() -> handle(handler, "a"))
                .withMessage(
                        "commit: the inbox ends the transaction, by the outcome of the handler");
        assertThat(effects()).isEmpty();
    }

    @Test
    void makesItsTableWhereItIsNotThereYet() throws Exception {
        inbox(database, "billing").create();
        Inbox own = Inbox.builder(database, "billing").table("own_inbox").build();
        own.create();
        handle(own.once(EFFECT), "a");

        assertThat(own.definition()).hasSize(2).allMatch(sql -> sql.contains("own_inbox"));
        assertThat(effects()).containsExactly("a");
    }
}

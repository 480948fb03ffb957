package io.gridgate.handlers.process;

import static io.gridgate.handlers.process.Orders.NOTED;
import static io.gridgate.handlers.process.Orders.PACKED;
import static io.gridgate.handlers.process.Orders.PAID;
import static io.gridgate.handlers.process.Orders.PLACED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.handlers.client.ReleaseDelay;
import io.gridgate.handlers.testing.FailingConnections;
import io.gridgate.handlers.timer.TimerRunner;

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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import javax.sql.DataSource;

/** What holds on every database. */
@Timeout(60)
abstract class ProcessContract {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final DeliveryContext FIRST = DeliveryContext.of(1, Instant.EPOCH);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private DataSource database;
    private ProcessManager manager;

    /** Returns an empty database. */
    abstract DataSource emptyDatabase() throws Exception;

    @BeforeEach
    void makeTables() throws Exception {
        database = emptyDatabase();
        manager = manager(database, Orders.version(1));
        manager.create();
        manager.create();
    }

    private ProcessManager manager(DataSource source, ProcessDefinition<?>... definitions) {
        ProcessManagerBuilder builder = ProcessManager.builder("orders", source).clock(now::get);
        List.of(definitions).forEach(builder::definition);
        return builder.build();
    }

    private static CloudEvent event(String id, String type, String data) {
        return Orders.event(id, type, "47", data);
    }

    private Outcome handle(String id, String type, String data) throws Exception {
        return manager.handler().handle(event(id, type, data), FIRST);
    }

    private Outcome place() throws Exception {
        return handle("placed", PLACED, "{\"total\":5}");
    }

    private int fire() throws Exception {
        try (TimerRunner runner = manager.timeouts().build()) {
            return runner.fireDue();
        }
    }

    private ProcessInstance instance() throws SQLException {
        return manager.instance("47").orElseThrow();
    }

    /** Returns the ids of the events that wait to be published. */
    private List<String> sent() throws SQLException {
        return column("SELECT event FROM gridgate_outbox ORDER BY position").stream()
                .map(json -> JsonCloudEvent.of(json.getBytes(StandardCharsets.UTF_8)).getId())
                .toList();
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

    @Test
    void countsWhatRunsOnEachVersion() throws Exception {
        assertThat(manager.runningByVersion()).isEmpty();
        manager.handler().handle(Orders.event("1", PLACED, "1", "{\"total\":5}"), FIRST);
        now.set(START.plusSeconds(5));
        manager.handler().handle(Orders.event("2", PLACED, "2", "{\"total\":5}"), FIRST);
        manager = manager(database, Orders.version(1), Orders.version(2));
        manager.handler().handle(Orders.event("3", PLACED, "3", "{\"total\":5}"), FIRST);
        for (String type : List.of(PAID, PACKED)) {
            manager.handler().handle(Orders.event(type, type, "1", "null"), FIRST);
        }

        assertThat(manager.runningByVersion())
                .containsExactly(
                        new RunningVersion(1, 1, START.plusSeconds(5)),
                        new RunningVersion(2, 1, START.plusSeconds(5)));
        assertThat(manager.versions()).containsExactly(1, 2);
    }

    @Test
    void waitsForSeveralEventsInAnyOrder() throws Exception {
        place();
        assertThat(instance())
                .isEqualTo(
                        new ProcessInstance(
                                "orders",
                                "47",
                                1,
                                instance().waitingFor(),
                                Map.of("patience", START.plus(Duration.ofDays(14))),
                                START,
                                START,
                                Optional.empty()));
        assertThat(instance().waitingFor()).containsExactly(PACKED, PAID);
        now.set(START.plusSeconds(9));
        handle("b", PACKED, "null");
        assertThat(instance().waitingFor()).containsExactly(PAID);
        assertThat(instance().since()).isEqualTo(START.plusSeconds(9));
        assertThat(manager.running(10)).containsExactly(instance());
        handle("a", PAID, "null");

        assertThat(instance().result()).contains("shipped");
        assertThat(instance().waitingFor()).isEmpty();
        assertThat(manager.running(10)).isEmpty();
        assertThat(manager.ended(10)).containsExactly(instance());
        assertThat(sent()).containsExactly("orders/47/1/bill", "orders/47/3/ship-v1");
        assertThat(column("SELECT id FROM gridgate_timer")).isEmpty();
    }

    @Test
    void handlesAnEventOnceThoughItComesTwiceOrItsCommitIsUnanswered() throws Exception {
        EventHandler broken =
                manager(FailingConnections.afterCommit(database), Orders.version(1)).handler();
        CloudEvent placed = event("placed", PLACED, "{\"total\":5}");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> broken.handle(placed, FIRST));
        assertThat(broken.handle(placed, FIRST)).isEqualTo(Outcome.acknowledge());
        handle("n", NOTED, "{\"text\":\"x\"}");
        handle("n", NOTED, "{\"text\":\"x\"}");

        assertThat(sent()).containsExactly("orders/47/1/bill");
        assertThat(column("SELECT state FROM gridgate_process"))
                .containsExactly("{\"total\":5,\"notes\":[\"x\"]}");
    }

    @Test
    void givesBackAnEventThatComesBeforeItsInstance() throws Exception {
        CloudEvent paid = event("a", PAID, "null");
        List<Outcome> outcomes = new ArrayList<>();
        for (int count = 1; count <= 6; count++) {
            outcomes.add(manager.handler().handle(paid, DeliveryContext.of(count, START)));
        }
        assertThat(outcomes)
                .containsExactly(
                        Outcome.release(ReleaseDelay.NO_DELAY),
                        Outcome.release(ReleaseDelay.TEN_SECONDS),
                        Outcome.release(ReleaseDelay.ONE_MINUTE),
                        Outcome.release(ReleaseDelay.TEN_MINUTES),
                        Outcome.release(ReleaseDelay.ONE_HOUR),
                        Outcome.reject("process orders has no instance 47"));
        place();
        assertThat(manager.handler().handle(paid, FIRST)).isEqualTo(Outcome.acknowledge());
        assertThat(instance().waitingFor()).containsExactly(PACKED);
    }

    @Test
    void takesTheNextStepWhenATimeOutIsOver() throws Exception {
        place();
        now.set(START.plus(Duration.ofDays(14)).minusMillis(1));
        assertThat(fire()).isZero();
        now.set(START.plus(Duration.ofDays(14)));
        assertThat(fire()).isEqualTo(1);
        assertThat(instance().timeouts())
                .containsExactly(Map.entry("patience", START.plus(Duration.ofDays(21))));
        now.set(START.plus(Duration.ofDays(21)));
        assertThat(fire()).isEqualTo(1);

        assertThat(instance().result()).contains("unpaid");
        assertThat(sent())
                .containsExactly("orders/47/1/bill", "orders/47/2/ask", "orders/47/3/cancel");
        assertThat(column("SELECT id FROM gridgate_timer")).isEmpty();
    }

    @Test
    void ignoresWhatComesAfterTheEnd() throws Exception {
        place();
        handle("a", PAID, "null");
        handle("b", PACKED, "null");
        List<String> sent = sent();
        ProcessInstance ended = instance();

        assertThat(handle("c", NOTED, "{\"text\":\"x\"}")).isEqualTo(Outcome.acknowledge());
        assertThat(handle("again", PLACED, "{\"total\":5}")).isEqualTo(Outcome.acknowledge());
        assertThat(instance()).isEqualTo(ended);
        assertThat(sent()).isEqualTo(sent);
    }

    @Test
    void finishesAnInstanceOnTheVersionThatItBeganOn() throws Exception {
        place();
        manager = manager(database, Orders.version(1), Orders.version(2));
        manager.handler().handle(Orders.event("p2", PLACED, "48", "{\"total\":1}"), FIRST);
        for (String subject : List.of("47", "48")) {
            manager.handler().handle(Orders.event("a" + subject, PAID, subject, "null"), FIRST);
            manager.handler().handle(Orders.event("b" + subject, PACKED, subject, "null"), FIRST);
        }
        assertThat(instance().version()).isEqualTo(1);
        assertThat(manager.instance("48").orElseThrow().version()).isEqualTo(2);
        assertThat(sent()).contains("orders/47/3/ship-v1", "orders/48/3/ship-v2");
    }

    @Test
    void leavesAnInstanceOfAnUnknownVersionAsItIs() throws Exception {
        place();
        ProcessManager newer = manager(database, Orders.version(2), Orders.version(3));
        CloudEvent paid = event("a", PAID, "null");

        assertThatExceptionOfType(UnknownVersionException.class)
                .isThrownBy(() -> newer.handler().handle(paid, FIRST))
                .withMessage("47 of process orders began on version 1; this program has [2, 3]");
        now.set(START.plus(Duration.ofDays(14)));
        try (TimerRunner runner = newer.timeouts().build()) {
            runner.fireDue();
        }
        assertThat(instance().waitingFor()).containsExactly(PACKED, PAID);
        assertThat(column("SELECT attempts FROM gridgate_timer")).containsExactly("1");
        assertThat(manager.handler().handle(paid, FIRST)).isEqualTo(Outcome.acknowledge());
    }

    @Test
    void keepsNothingOfAStepThatFails() throws Exception {
        manager =
                manager(
                        database,
                        Orders.builder(1)
                                .on(
                                        "too.large",
                                        (order, event, context) ->
                                                Next.of(order.with("lost"))
                                                        .send(Orders.sent("first", context))
                                                        .send(
                                                                event(
                                                                        "large",
                                                                        "t",
                                                                        "\""
                                                                                + "x"
                                                                                        .repeat(
                                                                                                1_000_000)
                                                                                + "\"")))
                                .on("waits", (order, _, _) -> Next.of(order).await("nobody.knows"))
                                .build());
        place();
        ProcessInstance before = instance();

        assertThatIllegalArgumentException().isThrownBy(() -> handle("l", "too.large", "null"));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> handle("w", "waits", "null"))
                .withMessage("version 1 waits for nobody.knows and has no step for it");
        assertThat(instance()).isEqualTo(before);
        assertThat(sent()).containsExactly("orders/47/1/bill");
    }

    @Test
    void rejectsWhatItCanNeverHandle() throws Exception {
        assertThat(handle("x", "order.burnt", "null"))
                .isEqualTo(Outcome.reject("process orders has no step for type order.burnt"));
        assertThat(manager.handler().handle(Orders.event("x", PAID, "", "null"), FIRST))
                .isEqualTo(
                        Outcome.reject(
                                "process orders needs a correlation of 1 to 200 characters"));
        assertThat(handle("placed", PLACED, "{\"total\":\"much\"}"))
                .isEqualTo(Outcome.reject("its data are no Placed: at /total"));
        assertThat(manager.instance("47")).isEmpty();
    }

    @Test
    void countsEveryEventOfOneInstanceThoughTheyComeAtTheSameTime() throws Exception {
        place();
        int events = 24;
        List<CompletableFuture<Void>> all =
                IntStream.range(0, events)
                        .mapToObj(i ->
                                CompletableFuture.runAsync(() ->
                                        handleUntilDone(
                                                event(
                                                        "n" + i,
                                                        NOTED,
                                                        "{\"text\":\"n" + i + "\"}"))))
                        .toList();
        all.forEach(CompletableFuture::join);

        String state = column("SELECT state FROM gridgate_process").getFirst();
        assertThat(IntStream.range(0, events).filter(i -> state.contains("\"n" + i + "\"")))
                .hasSize(events);
        assertThat(column("SELECT step FROM gridgate_process"))
                .containsExactly(String.valueOf(events + 1));
    }

    private void handleUntilDone(CloudEvent event) {
        for (int i = 0; i < 50; i++) {
            try {
                assertThat(manager.handler().handle(event, FIRST)).isEqualTo(Outcome.acknowledge());
                return;
            } catch (SQLException e) {
                // A database may refuse to wait for so long; the event comes again.
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("refused again and again: " + event);
    }

    @Test
    void beginsOneInstanceWhenTwoEventsBeginItAtTheSameTime() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        manager =
                manager(
                        database,
                        ProcessDefinition.version(1, Orders.version(1).format())
                                .begin(
                                        "began",
                                        (_, context) -> {
                                            both.await();
                                            return Next.of(new Orders.Order(1, List.of()))
                                                    .send(Orders.sent("bill", context));
                                        })
                                .on("began", (order, _, _) -> Next.of(order.with("again")))
                                .build());
        List<CompletableFuture<Void>> two =
                List.of("a", "b").stream()
                        .map(id ->
                                CompletableFuture.runAsync(
                                        () -> handleUntilDone(event(id, "began", "null"))))
                        .toList();
        two.forEach(CompletableFuture::join);

        assertThat(column("SELECT state FROM gridgate_process"))
                .containsExactly("{\"total\":1,\"notes\":[\"again\"]}");
        assertThat(sent()).containsExactly("orders/47/1/bill");
    }

    @Test
    void letsAnEventWinOverATimeOutThatComesAtTheSameTime() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        manager =
                manager(
                        database,
                        Orders.builder(1)
                                .on(
                                        "calm",
                                        (order, _, _) -> {
                                            began.countDown();
                                            end.await();
                                            return Next.of(order).stopTimeout("patience");
                                        })
                                .build());
        place();
        now.set(START.plus(Duration.ofDays(14)));
        CompletableFuture<Void> event =
                CompletableFuture.runAsync(() -> handleUntilDone(event("c", "calm", "null")));
        began.await();
        Thread runner =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                fire();
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        });
        // The runner has the timer and waits for the instance, or is about to.
        while (runner.getState() == Thread.State.NEW) {
            Thread.onSpinWait();
        }
        end.countDown();
        event.join();
        runner.join();
        now.set(now.get().plus(Duration.ofMinutes(10)));
        fire();

        assertThat(sent()).containsExactly("orders/47/1/bill");
        assertThat(instance().timeouts()).isEmpty();
        assertThat(column("SELECT id FROM gridgate_timer")).isEmpty();
    }

    @Test
    void forgetsEndedInstancesAfterTheRetention() throws Exception {
        place();
        handle("a", PAID, "null");
        handle("b", PACKED, "null");
        manager.handler().handle(Orders.event("p2", PLACED, "48", "{\"total\":1}"), FIRST);
        now.set(START.plus(Duration.ofDays(8)));
        assertThat(manager.clean()).isZero();
        now.set(START.plus(Duration.ofDays(8)).plusMillis(1));

        assertThat(manager.clean()).isEqualTo(1);
        assertThat(manager.instance("47")).isEmpty();
        assertThat(manager.instance("48")).isPresent();
    }
}

package io.gridgate.log.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.log.AppendResult;
import io.gridgate.log.Delivery;
import io.gridgate.log.EventLog;
import io.gridgate.log.LogContract;
import io.gridgate.log.LogFixture;
import io.gridgate.log.SettleResult;
import io.gridgate.log.Settlement;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Tally;
import io.gridgate.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Two logs on one schema are one log. */
class PostgresReplicasTest extends LogContract {

    private final PostgresFixture fixture = new PostgresFixture();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private EventLog other;

    @Override
    protected LogFixture open() {
        return fixture;
    }

    @BeforeEach
    void openTheOther() {
        other = fixture.open();
    }

    @AfterEach
    void closeTheOther() {
        callers.shutdownNow();
        other.close();
    }

    private static <T> T soon(Future<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    @Test
    void acknowledgesAtOneReplicaWhatAnotherHandedOut() throws Exception {
        declareOrders();
        append(event("a"));
        Delivery delivery = leaseOne();

        assertThat(other.settle(WORKER, List.of(delivery.token()), ACKNOWLEDGE))
                .containsExactly(new SettleResult.Settled(delivery.token()));
        assertThat(log().tally(WORKER)).isEqualTo(new Tally(1, 1, 0, 0, 0));
    }

    @Test
    void renewsAtOneReplicaWhatAnotherHandedOut() throws Exception {
        declareOrders();
        append(event("a"));
        Delivery delivery = leaseOne();
        pass(LOCK.minusMillis(1));

        assertThat(other.settle(WORKER, List.of(delivery.token()), new Settlement.Renew(LOCK)))
                .containsExactly(new SettleResult.Renewed(delivery.token(), now().plus(LOCK)));
    }

    @Test
    void wakesALongPollOfAnotherReplica() throws Exception {
        declareOrders();
        Future<List<Delivery>> poll =
                callers.submit(() -> other.lease(WORKER, 10, LONG_WAIT, LOCK));
        append(event("a"));

        assertThat(ids(soon(poll))).containsExactly("a");
    }

    /** Nobody looks by himself here, so only a message can wake the second poll. */
    @Test
    void wakesALongPollOfAnotherReplicaByAMessage() throws Exception {
        declareOrders();
        Duration never = Duration.ofHours(1);
        try (PostgresLog deaf = PostgresLog.open(fixture.options(), fixture.clock(), never)) {
            Future<List<Delivery>> first =
                    callers.submit(() -> deaf.lease(WORKER, 10, LONG_WAIT, LOCK));
            append(event("listens"));
            assertThat(ids(soon(first))).containsExactly("listens");
            List<Delivery> locked = deaf.lease(WORKER, 10, NO_WAIT, LOCK);
            assertThat(locked).isEmpty();
            Future<List<Delivery>> second =
                    callers.submit(() -> deaf.lease(WORKER, 10, LONG_WAIT, LOCK));
            append(event("is told"));

            assertThat(ids(soon(second))).containsExactly("is told");
        }
    }

    @Test
    void takesOverWhatAReplicaHeldWhenItsLocksEnd() throws Exception {
        declareOrders();
        log().append(ORDERS, events("e", 3));
        other.lease(WORKER, 3, NO_WAIT, LOCK);
        other.close();
        assertThat(lease(3)).isEmpty();
        pass(LOCK);

        assertThat(lease(3)).extracting(Delivery::deliveryCount).containsExactly(2, 2, 2);
    }

    @Test
    void storesForASubscriptionThatAnotherReplicaDeclared() throws Exception {
        declareOrders();
        append(event("before"));
        SubscriptionName late = new SubscriptionName(ORDERS, "late");
        other.declare(subscription(late));
        append(event("after"));

        assertThat(ids(log().lease(late, 10, NO_WAIT, LOCK))).containsExactly("after");
    }

    @Test
    void acceptsAnEventOnceThoughManySendItToBoth() throws Exception {
        declareOrders();
        List<Future<AppendResult>> appends = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            String id = "same-" + round;
            for (EventLog replica : List.of(log(), other, log(), other)) {
                appends.add(
                        callers.submit(
                                () -> replica.append(ORDERS, List.of(event(id))).getFirst()));
            }
        }
        int appended = 0;
        Set<Long> sequences = new HashSet<>();
        for (Future<AppendResult> append : appends) {
            AppendResult result = soon(append);
            appended += result instanceof AppendResult.Appended ? 1 : 0;
            sequences.add(result.sequence());
        }

        assertThat(appended).isEqualTo(20);
        assertThat(sequences).as("repeats name the first acceptance").hasSize(20);
        assertThat(log().tally(WORKER).matched()).isEqualTo(20);
    }

    @Test
    void handsEachEventToOneReplica() throws Exception {
        declareOrders();
        int total = 3_000;
        for (int batch = 0; batch < 3; batch++) {
            log().append(ORDERS, events(batch + "-", 1_000));
        }
        List<Future<List<String>>> lessees = new ArrayList<>();
        for (EventLog replica : List.of(log(), other, log(), other)) {
            lessees.add(callers.submit(() -> drain(replica)));
        }
        List<String> seen = new ArrayList<>();
        for (Future<List<String>> lessee : lessees) {
            seen.addAll(soon(lessee));
        }

        assertThat(seen).doesNotHaveDuplicates();
        assertThat(other.tally(WORKER).pending()).isEqualTo(total - seen.size());
        assertThat(seen).hasSize(total);
    }

    /** What one of two finds locked by the other looks empty, so an empty answer is not the end. */
    private List<String> drain(EventLog replica) throws InterruptedException {
        List<String> ids = new ArrayList<>();
        while (replica.tally(WORKER).pending() > replica.tally(WORKER).leased()) {
            List<Delivery> deliveries = replica.lease(WORKER, 37, Duration.ofMillis(50), LOCK);
            if (!deliveries.isEmpty()) {
                replica.settle(WORKER, tokens(deliveries), ACKNOWLEDGE);
                ids.addAll(ids(deliveries));
            }
        }
        return ids;
    }

    @Test
    void startsManyAtOnceOnAnEmptyDatabase() throws Exception {
        PostgresLogOptions empty = PostgresFixture.options(TestDatabase.freshSchema());
        List<Future<PostgresLog>> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(callers.submit(() -> PostgresLog.open(empty, fixture.clock())));
        }
        Set<Object> sharedIds = new HashSet<>();
        for (Future<PostgresLog> start : starts) {
            try (PostgresLog log = soon(start)) {
                sharedIds.add(log.sharedId());
            }
        }
        assertThat(sharedIds).hasSize(1);
    }
}

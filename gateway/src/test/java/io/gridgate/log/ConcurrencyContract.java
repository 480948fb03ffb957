package io.gridgate.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Long polls, and many callers at once. */
public abstract class ConcurrencyContract extends LogContract {

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void endCallers() {
        callers.shutdownNow();
    }

    private <T> Future<T> inBackground(Callable<T> call) {
        return callers.submit(call);
    }

    private Future<List<Delivery>> longPoll(int max) {
        return inBackground(() -> log().lease(WORKER, max, LONG_WAIT, LOCK));
    }

    private static <T> T soon(Future<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    @Test
    void wakesALongPollOnArrival() throws Exception {
        declareOrders();
        Future<List<Delivery>> poll = longPoll(10);
        append(event("a"));

        assertThat(ids(soon(poll))).containsExactly("a");
    }

    @Test
    void wakesALongPollOnRelease() throws Exception {
        declareOrders();
        append(event("a"));
        Delivery first = leaseOne();
        Future<List<Delivery>> poll = longPoll(10);
        settle(first, RELEASE);

        assertThat(soon(poll).getFirst().deliveryCount()).isEqualTo(2);
    }

    @Test
    void wakesALongPollWhenALockEnds() throws Exception {
        declareOrders();
        append(event("a"));
        leaseOne();
        Future<List<Delivery>> poll = longPoll(10);
        pass(LOCK);

        assertThat(soon(poll).getFirst().deliveryCount()).isEqualTo(2);
    }

    @Test
    void wakesALongPollWhenADelayEnds() throws Exception {
        declareOrders();
        append(event("a"));
        settle(leaseOne(), new Settlement.Release(Duration.ofSeconds(5)));
        Future<List<Delivery>> poll = longPoll(10);
        pass(Duration.ofSeconds(5));

        assertThat(soon(poll)).hasSize(1);
    }

    @Test
    void answersEmptyWhenTheWaitIsOver() throws Exception {
        declareOrders();

        assertThat(log().lease(WORKER, 10, Duration.ofMillis(20), LOCK)).isEmpty();
        append(event("a"));
        assertThat(lease(10)).hasSize(1);
    }

    @Test
    void leasesNothingToAnInterruptedCaller() throws Exception {
        declareOrders();
        Thread caller =
                Thread.startVirtualThread(() ->
                        assertThatThrownBy(() -> log().lease(WORKER, 1, LONG_WAIT, LOCK))
                                .isInstanceOf(InterruptedException.class));
        caller.interrupt();
        caller.join();
        append(event("a"));

        assertThat(leaseOne().deliveryCount()).isOne();
    }

    @Test
    void endsLongPollsEmptyWhenItCloses() throws Exception {
        declareOrders();
        List<Future<List<Delivery>>> polls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            polls.add(longPoll(1));
        }
        EventLog before = log();
        restart();

        for (Future<List<Delivery>> poll : polls) {
            assertEmptyOrRefused(poll);
        }
        assertThatThrownBy(() -> before.append(ORDERS, events("e", 1)))
                .isInstanceOf(LogException.Unavailable.class);
    }

    /** A poll that came to the log after it was closed is refused instead. */
    private static void assertEmptyOrRefused(Future<List<Delivery>> poll) throws Exception {
        try {
            assertThat(soon(poll)).isEmpty();
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(LogException.Unavailable.class);
        }
    }

    @Test
    void handsEveryEventToOneOfManyCallers() throws Exception {
        declareOrders();
        int appenders = 32;
        int each = 50;
        int total = appenders * each;
        List<Future<?>> appends = new ArrayList<>();
        for (int appender = 0; appender < appenders; appender++) {
            String prefix = appender + "-";
            appends.add(
                    inBackground(() -> {
                        for (int i = 0; i < each; i++) {
                            append(event(prefix + i));
                        }
                        return prefix;
                    }));
        }
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        List<Future<Integer>> lessees = new ArrayList<>();
        for (int lessee = 0; lessee < 16; lessee++) {
            lessees.add(inBackground(() -> acknowledgeUntil(total, acknowledged)));
        }
        for (Future<?> append : appends) {
            soon(append);
        }
        int settled = 0;
        for (Future<Integer> lessee : lessees) {
            settled += soon(lessee);
        }

        assertThat(settled).as("each was settled once").isEqualTo(total);
        assertThat(acknowledged).hasSize(total);
        assertThat(log().tally(WORKER)).isEqualTo(new Tally(total, total, 0, 0, 0));
    }

    private int acknowledgeUntil(int total, Set<String> acknowledged) throws Exception {
        int settled = 0;
        while (acknowledged.size() < total) {
            List<Delivery> deliveries = log().lease(WORKER, 7, Duration.ofMillis(50), LOCK);
            if (deliveries.isEmpty()) {
                continue;
            }
            for (SettleResult result : log().settle(WORKER, tokens(deliveries), ACKNOWLEDGE)) {
                assertThat(result).isInstanceOf(SettleResult.Settled.class);
                settled++;
            }
            acknowledged.addAll(ids(deliveries));
        }
        return settled;
    }

    @Test
    void acceptsAnEventOnceThoughManySendIt() throws Exception {
        declareOrders();
        List<Future<AppendResult>> appends = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            appends.add(inBackground(() -> append(event("same"))));
        }
        int appended = 0;
        for (Future<AppendResult> append : appends) {
            appended += soon(append) instanceof AppendResult.Appended ? 1 : 0;
        }

        assertThat(appended).isOne();
        assertThat(lease(10)).hasSize(1);
    }
}

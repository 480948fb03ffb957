package io.gridgate.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;

/** What is left after the log was closed, or its process killed. */
public abstract class RestartContract extends LogContract {

    enum End {
        CLOSED,
        KILLED
    }

    private void end(End how) {
        switch (how) {
            case CLOSED -> restart();
            case KILLED -> crash();
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsWhatIsPendingAndForgetsWhatIsAcknowledged(End how) throws Exception {
        declareOrders();
        log().append(ORDERS, events("e", 200));
        log().settle(WORKER, tokens(lease(150)), ACKNOWLEDGE);

        end(how);

        assertThat(log().tally(WORKER)).isEqualTo(new Tally(200, 150, 0, 50, 0));
        assertThat(ids(lease(200)))
                .containsExactlyElementsOf(
                        events("e", 200).stream()
                                .skip(150)
                                .map(event -> event.event().key().id())
                                .toList());
    }

    @ParameterizedTest
    @EnumSource
    void deliversLeasedEventsAgainWithAHigherCount(End how) throws Exception {
        declareOrders();
        append(event("a"));
        Delivery before = leaseOne();

        end(how);
        endKeptLocks();

        assertThat(settle(before, ACKNOWLEDGE))
                .isEqualTo(new SettleResult.TokenLost(before.token()));
        Delivery after = leaseOne();
        assertThat(after.deliveryCount()).isEqualTo(2);
        assertThat(after.token().nonce()).isNotEqualTo(before.token().nonce());
    }

    @ParameterizedTest
    @EnumSource
    void givesUpWhatHadItsLastDelivery(End how) throws Exception {
        log().declare(topic(Duration.ofDays(1)));
        log().declare(limited(1));
        append(event("a"));
        leaseOne();

        end(how);
        endKeptLocks();

        assertThat(lease(10)).isEmpty();
        List<DeadLetter> letters = log().deadLetters(WORKER, -1, 10);
        assertThat(letters).hasSize(1);
        assertThat(letters.getFirst().reason())
                .isEqualTo(DeadLetterReason.MAX_DELIVERY_COUNT_EXCEEDED);
        assertThat(letters.getFirst().deliveryCount()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void keepsDelays(End how) throws Exception {
        declareOrders();
        append(event("a"));
        settle(leaseOne(), new Settlement.Release(Duration.ofMinutes(10)));

        end(how);

        assertThat(lease(10)).isEmpty();
        pass(Duration.ofMinutes(10));
        assertThat(leaseOne().deliveryCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void keepsDeadLetters(End how) throws Exception {
        declareOrders();
        append(event("a"));
        settle(leaseOne(), new Settlement.Reject("broken"));
        List<DeadLetter> before = log().deadLetters(WORKER, -1, 10);

        end(how);

        assertThat(log().deadLetters(WORKER, -1, 10))
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(before);
        assertThat(states("a")).containsEntry(WORKER, EventStatus.State.DEAD_LETTERED);
    }

    @ParameterizedTest
    @EnumSource
    void neverUsesASequenceTwice(End how) throws Exception {
        declareOrders();
        long before = append(event("a")).sequence();
        settle(leaseOne(), ACKNOWLEDGE);

        end(how);

        assertThat(append(event("b")).sequence()).isGreaterThan(before);
    }

    @Test
    void goesOnFromWhereItWasAfterManyRestarts() throws Exception {
        declareOrders();
        for (int round = 0; round < 5; round++) {
            log().append(ORDERS, events(round + "-", 100));
            List<Delivery> deliveries = lease(120);
            log().settle(WORKER, tokens(deliveries.subList(0, 50)), ACKNOWLEDGE);
            end(round % 2 == 0 ? End.CLOSED : End.KILLED);
        }

        endKeptLocks();

        assertThat(log().tally(WORKER)).isEqualTo(new Tally(500, 250, 0, 250, 0));
        assertThat(lease(1_000)).hasSize(250);
    }

    @Test
    void keepsTimeWhenTheClockIsSetBack() throws Exception {
        declareOrders();
        append(event("a"));
        Delivery delivery = leaseOne();
        pass(Duration.ofHours(-2));
        long appendedLater = append(event("b")).acceptedAt().toEpochMilli();

        assertThat(appendedLater)
                .isGreaterThanOrEqualTo(delivery.event().acceptedAt().toEpochMilli());
        assertThat(settle(delivery, RELEASE)).isInstanceOf(SettleResult.Settled.class);
        List<Delivery> again = lease(2);
        pass(LOCK);
        assertThat(lease(2)).hasSize(again.size());
        restart();
        assertThat(append(event("b"))).isInstanceOf(AppendResult.Duplicate.class);
    }
}

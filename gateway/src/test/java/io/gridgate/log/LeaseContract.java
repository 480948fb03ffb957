package io.gridgate.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Leases, lock tokens, and what settling does to a delivery. */
public abstract class LeaseContract extends LogContract {

    @Test
    void leasesOldestFirstUpToTheMaximum() throws Exception {
        declareOrders();
        log().append(ORDERS, events("e", 5));

        assertThat(ids(lease(2))).containsExactly("e0", "e1");
        assertThat(ids(lease(10))).containsExactly("e2", "e3", "e4");
        assertThat(lease(10)).isEmpty();
        assertThat(log().tally(WORKER)).isEqualTo(new Tally(5, 0, 0, 5, 5));
    }

    @Test
    void givesEachDeliveryItsOwnTokenAndLock() throws Exception {
        declareOrders();
        log().append(ORDERS, events("e", 100));

        List<Delivery> deliveries = lease(100);

        Set<Long> nonces = new HashSet<>();
        deliveries.forEach(delivery -> nonces.add(delivery.token().nonce()));
        assertThat(nonces).hasSize(100);
        assertThat(deliveries)
                .allSatisfy(delivery -> {
                    assertThat(delivery.deliveryCount()).isOne();
                    assertThat(delivery.lockedUntil()).isEqualTo(now().plus(LOCK));
                    assertThat(delivery.token().sequence()).isEqualTo(delivery.event().sequence());
                });
    }

    @Test
    void acknowledgesForGood() throws Exception {
        declareOrders();
        append(event("a"));
        Delivery delivery = leaseOne();

        assertThat(settle(delivery, ACKNOWLEDGE))
                .isEqualTo(new SettleResult.Settled(delivery.token()));
        assertThat(settle(delivery, ACKNOWLEDGE))
                .isEqualTo(new SettleResult.TokenLost(delivery.token()));
        pass(LOCK.multipliedBy(2));
        assertThat(lease(10)).isEmpty();
        assertThat(log().tally(WORKER)).isEqualTo(new Tally(1, 1, 0, 0, 0));
    }

    @Test
    void losesARepeatedTokenOfOneCall() throws Exception {
        declareOrders();
        append(event("a"));
        LockToken token = leaseOne().token();

        assertThat(log().settle(WORKER, List.of(token, token), ACKNOWLEDGE))
                .containsExactly(
                        new SettleResult.Settled(token), new SettleResult.TokenLost(token));
    }

    @Test
    void losesTokensThatNeverWere() throws Exception {
        declareOrders();
        append(event("a"));
        LockToken real = leaseOne().token();
        LockToken guessed = new LockToken(real.sequence(), real.nonce() + 1);
        LockToken unknown = new LockToken(real.sequence() + 1_000, 1);

        assertThat(log().settle(WORKER, List.of(guessed, unknown, real), ACKNOWLEDGE))
                .containsExactly(
                        new SettleResult.TokenLost(guessed),
                        new SettleResult.TokenLost(unknown),
                        new SettleResult.Settled(real));
    }

    @Test
    void keepsSubscriptionsApart() throws Exception {
        declareOrders();
        SubscriptionName audit = new SubscriptionName(ORDERS, "audit");
        log().declare(subscription(audit));
        append(event("a"));
        Delivery mine = leaseOne();

        assertThat(log().settle(audit, List.of(mine.token()), ACKNOWLEDGE))
                .containsExactly(new SettleResult.TokenLost(mine.token()));
        settle(mine, ACKNOWLEDGE);

        assertThat(ids(log().lease(audit, 10, NO_WAIT, LOCK))).containsExactly("a");
        assertThat(states("a"))
                .isEqualTo(
                        Map.of(
                                WORKER, EventStatus.State.ACKNOWLEDGED,
                                audit, EventStatus.State.LEASED));
    }

    @Test
    void deliversAgainAtOnceAfterARelease() throws Exception {
        declareOrders();
        append(event("a"));
        Delivery first = leaseOne();

        assertThat(settle(first, RELEASE)).isEqualTo(new SettleResult.Settled(first.token()));

        Delivery second = leaseOne();
        assertThat(second.deliveryCount()).isEqualTo(2);
        assertThat(second.token()).isNotEqualTo(first.token());
        assertThat(settle(first, ACKNOWLEDGE)).isEqualTo(new SettleResult.TokenLost(first.token()));
        assertThat(settle(second, ACKNOWLEDGE)).isEqualTo(new SettleResult.Settled(second.token()));
    }

    @Test
    void deliversReleasedEventsBeforeYoungerOnes() throws Exception {
        declareOrders();
        log().append(ORDERS, events("e", 3));
        settle(leaseOne(), RELEASE);

        assertThat(ids(lease(3))).containsExactly("e0", "e1", "e2");
    }

    @Test
    void holdsADelayedReleaseBackUntilItsTime() throws Exception {
        declareOrders();
        log().append(ORDERS, events("e", 2));
        Duration delay = Duration.ofSeconds(10);
        settle(leaseOne(), new Settlement.Release(delay));

        assertThat(ids(lease(10))).containsExactly("e1");
        pass(delay.minusMillis(1));
        assertThat(lease(10)).isEmpty();
        assertThat(states("e0")).containsEntry(WORKER, EventStatus.State.PENDING);
        pass(Duration.ofMillis(1));
        assertThat(leaseOne().deliveryCount()).isEqualTo(2);
    }

    @Test
    void endsALockWhenItsTimeIsOver() throws Exception {
        declareOrders();
        append(event("a"));
        Delivery first = leaseOne();
        pass(LOCK.minusMillis(1));
        assertThat(lease(10)).isEmpty();
        pass(Duration.ofMillis(1));

        assertThat(settle(first, ACKNOWLEDGE)).isEqualTo(new SettleResult.TokenLost(first.token()));
        assertThat(leaseOne().deliveryCount()).isEqualTo(2);
    }

    @Test
    void settlesUntilTheLastMomentOfTheLock() throws Exception {
        declareOrders();
        append(event("a"));
        Delivery delivery = leaseOne();
        pass(LOCK.minusMillis(1));

        assertThat(settle(delivery, ACKNOWLEDGE))
                .isEqualTo(new SettleResult.Settled(delivery.token()));
    }

    @Test
    void renewsALockFromNowOn() throws Exception {
        declareOrders();
        append(event("a"));
        Delivery delivery = leaseOne();
        pass(Duration.ofSeconds(50));

        assertThat(settle(delivery, new Settlement.Renew(LOCK)))
                .isEqualTo(new SettleResult.Renewed(delivery.token(), now().plus(LOCK)));
        pass(LOCK.minusMillis(1));
        assertThat(lease(10)).isEmpty();
        assertThat(settle(delivery, ACKNOWLEDGE))
                .isEqualTo(new SettleResult.Settled(delivery.token()));
    }

    @Test
    void endsARenewedLock() throws Exception {
        declareOrders();
        append(event("a"));
        Delivery delivery = leaseOne();
        settle(delivery, new Settlement.Renew(Duration.ofSeconds(5)));
        pass(Duration.ofSeconds(5));

        assertThat(leaseOne().deliveryCount()).isEqualTo(2);
    }

    @Test
    void renewsWithinAnHourOfTheReceiveOnly() throws Exception {
        declareOrders();
        append(event("a"));
        Delivery delivery = leaseOne();
        Settlement longest = new Settlement.Renew(Duration.ofMinutes(50));
        settle(delivery, longest);
        pass(Duration.ofMinutes(40));
        settle(delivery, longest);
        pass(Duration.ofMinutes(20).minusMillis(1));
        assertThat(settle(delivery, longest)).isInstanceOf(SettleResult.Renewed.class);
        pass(Duration.ofMillis(1));

        assertThat(settle(delivery, longest))
                .isEqualTo(new SettleResult.TokenLost(delivery.token()));
        assertThat(settle(delivery, ACKNOWLEDGE))
                .isEqualTo(new SettleResult.Settled(delivery.token()));
    }

    @Test
    void forgetsADeliveryThatIsGivenBack() throws Exception {
        declareOrders();
        append(event("a"));
        Delivery delivery = leaseOne();
        assertThat(settle(delivery, new Settlement.GiveBack()))
                .isEqualTo(new SettleResult.Settled(delivery.token()));
        assertThat(settle(delivery, ACKNOWLEDGE))
                .isEqualTo(new SettleResult.TokenLost(delivery.token()));
        assertThat(leaseOne().deliveryCount()).isOne();
        assertThat(log().tally(WORKER)).isEqualTo(new Tally(1, 0, 0, 1, 1));
    }

    @Test
    void leasesNoMoreBytesThanItsBoundAtOnce() throws Exception {
        declareOrders();
        for (String id : List.of("a", "b", "c", "d", "e")) {
            append(event(id, "\"" + "x".repeat(1 << 20) + "\""));
        }
        List<Delivery> first = lease(10);
        assertThat(first).hasSize(3);
        List<Delivery> rest = lease(10);
        assertThat(rest).extracting(Delivery::deliveryCount).containsExactly(1, 1);
        assertThat(rest)
                .extracting(delivery -> delivery.event().key().id())
                .containsExactly("d", "e");
    }

    @Test
    void makesARejectedEventADeadLetter() throws Exception {
        declareOrders();
        append(event("a"));
        Delivery delivery = leaseOne();
        pass(Duration.ofSeconds(1));

        settle(delivery, new Settlement.Reject("no such customer"));

        assertThat(lease(10)).isEmpty();
        DeadLetter letter = log().deadLetters(WORKER, -1, 10).getFirst();
        assertThat(letter.subscription()).isEqualTo(WORKER);
        assertThat(letter.reason()).isEqualTo(DeadLetterReason.REJECTED);
        assertThat(letter.detail()).isEqualTo("no such customer");
        assertThat(letter.deliveryCount()).isOne();
        assertThat(letter.at()).isEqualTo(now());
        assertThat(letter.event()).usingRecursiveComparison().isEqualTo(delivery.event());
        assertThat(states("a")).containsEntry(WORKER, EventStatus.State.DEAD_LETTERED);
        assertThat(log().tally(WORKER)).isEqualTo(new Tally(1, 0, 1, 0, 0));
    }

    @Test
    void tellsWhereAnEventIs() throws Exception {
        declareOrders();
        AppendResult appended = append(event("a"));
        assertThat(log().find(ORDERS, key("a")))
                .contains(
                        new EventStatus(
                                appended.sequence(),
                                appended.acceptedAt(),
                                Map.of(WORKER, EventStatus.State.PENDING)));
        Delivery delivery = leaseOne();
        assertThat(states("a")).containsEntry(WORKER, EventStatus.State.LEASED);
        settle(delivery, ACKNOWLEDGE);
        assertThat(states("a")).containsEntry(WORKER, EventStatus.State.ACKNOWLEDGED);

        assertThat(log().find(ORDERS, key("b"))).isEmpty();
    }
}

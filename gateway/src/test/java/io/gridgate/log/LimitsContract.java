package io.gridgate.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.filter.EventFilter;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Delivery limits, lives, and the dead letters they make. */
public abstract class LimitsContract extends LogContract {

    private void declareOrders(int maxDeliveryCount, Duration timeToLive) {
        log().declare(topic(Duration.ofDays(3)));
        log().declare(
                        new Subscription(
                                WORKER, EventFilter.ALL, LOCK, maxDeliveryCount, timeToLive));
    }

    private DeadLetter onlyDeadLetter() {
        List<DeadLetter> letters = log().deadLetters(WORKER, -1, 10);
        assertThat(letters).hasSize(1);
        return letters.getFirst();
    }

    @Test
    void givesUpWhenTheLastDeliveryIsReleased() throws Exception {
        declareOrders(2, Duration.ofDays(1));
        append(event("a"));
        settle(leaseOne(), RELEASE);
        settle(leaseOne(), new Settlement.Release(Duration.ofSeconds(10)));

        assertThat(lease(10)).isEmpty();
        DeadLetter letter = onlyDeadLetter();
        assertThat(letter.reason()).isEqualTo(DeadLetterReason.MAX_DELIVERY_COUNT_EXCEEDED);
        assertThat(letter.deliveryCount()).isEqualTo(2);
        assertThat(letter.event().json()).isEqualTo(json("a", "1.10"));
    }

    @Test
    void givesUpWhenTheLockOfTheLastDeliveryEnds() throws Exception {
        declareOrders(1, Duration.ofDays(1));
        append(event("a"));
        leaseOne();
        assertThat(log().deadLetters(WORKER, -1, 10)).isEmpty();
        pass(LOCK);

        assertThat(onlyDeadLetter().reason())
                .isEqualTo(DeadLetterReason.MAX_DELIVERY_COUNT_EXCEEDED);
        assertThat(log().tally(WORKER)).isEqualTo(new Tally(1, 0, 1, 0, 0));
    }

    @Test
    void acknowledgesTheLastDelivery() throws Exception {
        declareOrders(1, Duration.ofDays(1));
        append(event("a"));
        settle(leaseOne(), ACKNOWLEDGE);

        assertThat(log().tally(WORKER)).isEqualTo(new Tally(1, 1, 0, 0, 0));
    }

    @Test
    void neverGivesUpWithoutALimit() throws Exception {
        declareOrders(Subscription.UNLIMITED_DELIVERIES, Duration.ofDays(1));
        append(event("a"));
        for (int count = 1; count <= 50; count++) {
            Delivery delivery = leaseOne();
            assertThat(delivery.deliveryCount()).isEqualTo(count);
            settle(delivery, RELEASE);
        }
    }

    @Test
    void countsALoweredLimitForWhatIsPending() throws Exception {
        declareOrders(10, Duration.ofDays(1));
        append(event("a"));
        for (int count = 0; count < 3; count++) {
            settle(leaseOne(), RELEASE);
        }
        declareOrders(3, Duration.ofDays(1));

        assertThat(lease(10)).isEmpty();
        assertThat(onlyDeadLetter().reason())
                .isEqualTo(DeadLetterReason.MAX_DELIVERY_COUNT_EXCEEDED);
    }

    @Test
    void endsALifeWithoutADelivery() throws Exception {
        declareOrders(10, Duration.ofMinutes(5));
        append(event("a"));
        pass(Duration.ofMinutes(5).minusMillis(1));
        assertThat(log().deadLetters(WORKER, -1, 10)).isEmpty();
        pass(Duration.ofMillis(1));

        DeadLetter letter = onlyDeadLetter();
        assertThat(letter.reason()).isEqualTo(DeadLetterReason.TIME_TO_LIVE_EXCEEDED);
        assertThat(letter.deliveryCount()).isZero();
        assertThat(letter.at()).isEqualTo(now());
    }

    @Test
    void endsALifeInAReleaseDelay() throws Exception {
        declareOrders(10, Duration.ofMinutes(5));
        append(event("a"));
        settle(leaseOne(), new Settlement.Release(Duration.ofHours(1)));
        pass(Duration.ofMinutes(5));

        assertThat(onlyDeadLetter().reason()).isEqualTo(DeadLetterReason.TIME_TO_LIVE_EXCEEDED);
    }

    @Test
    void letsALeaseOutliveTheEvent() throws Exception {
        declareOrders(10, LOCK);
        log().append(ORDERS, events("e", 2));
        pass(LOCK.minusSeconds(10));
        List<Delivery> deliveries = lease(2);
        pass(Duration.ofSeconds(20));

        assertThat(settle(deliveries.get(0), ACKNOWLEDGE)).isInstanceOf(SettleResult.Settled.class);
        settle(deliveries.get(1), RELEASE);
        assertThat(onlyDeadLetter().reason()).isEqualTo(DeadLetterReason.TIME_TO_LIVE_EXCEEDED);
        assertThat(log().tally(WORKER)).isEqualTo(new Tally(2, 1, 1, 0, 0));
    }

    @Test
    void endsTheLifeOfAnEventThatCameAfterALeaseHadOutlivedItsOwn() throws Exception {
        declareOrders(10, Duration.ofMinutes(5));
        append(event("leased"));
        log().lease(WORKER, 1, NO_WAIT, Duration.ofHours(1));
        pass(Duration.ofMinutes(5));
        append(event("late"));
        pass(Duration.ofMinutes(5));

        assertThat(onlyDeadLetter().event().key()).isEqualTo(key("late"));
    }

    @Test
    void endsALifeWithTheRetentionOfTheTopic() throws Exception {
        log().declare(new Topic(ORDERS, Duration.ofMinutes(2), Duration.ofDays(1)));
        log().declare(subscription(WORKER));
        append(event("a"));
        pass(Duration.ofMinutes(2));

        assertThat(onlyDeadLetter().reason()).isEqualTo(DeadLetterReason.RETENTION_EXCEEDED);
    }

    @Test
    void endsManyLivesOverManySteps() throws Exception {
        declareOrders(10, Duration.ofMinutes(5));
        for (int batch = 0; batch < 4; batch++) {
            log().append(ORDERS, events(batch + "-", 1_000));
        }
        pass(Duration.ofMinutes(4));
        log().append(ORDERS, events("late", 3));
        pass(Duration.ofMinutes(1));

        assertThat(ids(lease(10)).stream().filter(id -> !id.startsWith("late"))).isEmpty();
        while (log().tally(WORKER).deadLettered() < 4_000) {
            tick();
        }
        assertThat(log().tally(WORKER).deadLettered()).isEqualTo(4_000);
    }

    @Test
    void pagesDeadLettersBySequence() throws Exception {
        declareOrders(10, Duration.ofDays(1));
        log().append(ORDERS, events("e", 25));
        log().settle(WORKER, tokens(lease(25)), new Settlement.Reject("all"));

        List<String> seen = new ArrayList<>();
        long after = -1;
        for (List<DeadLetter> page = log().deadLetters(WORKER, after, 10);
                !page.isEmpty();
                page = log().deadLetters(WORKER, after, 10)) {
            assertThat(page).hasSizeLessThanOrEqualTo(10);
            page.forEach(letter -> seen.add(letter.event().key().id()));
            after = page.getLast().event().sequence();
        }
        assertThat(seen)
                .containsExactlyElementsOf(
                        events("e", 25).stream().map(event -> event.event().key().id()).toList());
    }
}

package io.gridgate.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.filter.AttributeFilter;
import io.gridgate.filter.EventFilter;
import io.gridgate.filter.FilterOperator;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Append, dedup, filters and declarations. */
public abstract class AppendContract extends LogContract {

    @Test
    void appendsInOrderAndGivesBackTheBytes() throws Exception {
        declareOrders();

        List<AppendResult> results = log().append(ORDERS, events("e", 3));

        long first = results.getFirst().sequence();
        assertThat(results)
                .containsExactly(
                        new AppendResult.Appended(first, now()),
                        new AppendResult.Appended(first + 1, now()),
                        new AppendResult.Appended(first + 2, now()));
        List<Delivery> deliveries = lease(10);
        assertThat(ids(deliveries)).containsExactly("e0", "e1", "e2");
        StoredEvent event = deliveries.getFirst().event();
        assertThat(event.json()).isEqualTo(json("e0", "1.10"));
        assertThat(event.key()).isEqualTo(key("e0"));
        assertThat(event.type()).isEqualTo("t");
        assertThat(event.sequence()).isEqualTo(first);
        assertThat(event.acceptedAt()).isEqualTo(now());
    }

    @Test
    void answersARepeatWithTheFirstAcceptance() throws Exception {
        declareOrders();
        AppendResult first = append(event("a"));
        Instant accepted = now();
        pass(Duration.ofHours(1));

        assertThat(append(event("a")))
                .isEqualTo(new AppendResult.Duplicate(first.sequence(), accepted));
        assertThat(log().tally(WORKER)).isEqualTo(new Tally(1, 0, 0, 1, 0));
    }

    @Test
    void callsOtherContentAConflictAndNamesBothHashes() throws Exception {
        declareOrders();
        AppendResult first = append(event("a", "1"));

        AppendResult second = append(event("a", "2"));

        assertThat(second)
                .isEqualTo(new AppendResult.Conflict(first.sequence(), now(), hex("1"), hex("2")));
        assertThat(leaseOne().event().json()).isEqualTo(json("a", "1"));
    }

    private static String hex(String data) {
        return java.util.HexFormat.of().formatHex(event("x", data).contentHash());
    }

    @Test
    void recognisesRepeatsWithinOneBatch() throws Exception {
        declareOrders();

        List<AppendResult> results =
                log().append(ORDERS, List.of(event("a", "1"), event("a", "1"), event("a", "2")));

        long first = results.getFirst().sequence();
        assertThat(results)
                .containsExactly(
                        new AppendResult.Appended(first, now()),
                        new AppendResult.Duplicate(first, now()),
                        new AppendResult.Conflict(first, now(), hex("1"), hex("2")));
        assertThat(lease(10)).hasSize(1);
    }

    @Test
    void tellsEventsApartBySourceAndIdTogether() throws Exception {
        declareOrders();
        append(event("a"));
        append(event("b"));

        assertThat(lease(10)).hasSize(2);
    }

    @Test
    void acceptsTheSameEventAgainAfterTheWindow() throws Exception {
        log().declare(topic(Duration.ofMinutes(10)));
        log().declare(subscription(WORKER));
        append(event("a"));
        pass(Duration.ofMinutes(10).minusMillis(1));
        assertThat(append(event("a"))).isInstanceOf(AppendResult.Duplicate.class);
        pass(Duration.ofMillis(1));

        assertThat(append(event("a"))).isInstanceOf(AppendResult.Appended.class);
        assertThat(append(event("a"))).isInstanceOf(AppendResult.Duplicate.class);
        assertThat(lease(10)).hasSize(2);
    }

    @Test
    void recognisesRepeatsAfterARestart() throws Exception {
        declareOrders();
        AppendResult first = append(event("a"));

        restart();
        assertThat(append(event("a")))
                .isEqualTo(new AppendResult.Duplicate(first.sequence(), first.acceptedAt()));
        crash();
        assertThat(append(event("a", "2"))).isInstanceOf(AppendResult.Conflict.class);
    }

    @Test
    void storesRepeatsWhereDedupIsOff() throws Exception {
        log().declare(topic(Duration.ZERO));
        log().declare(subscription(WORKER));

        assertThat(append(event("a"))).isInstanceOf(AppendResult.Appended.class);
        assertThat(append(event("a"))).isInstanceOf(AppendResult.Appended.class);
        assertThat(lease(10)).hasSize(2);
    }

    @Test
    void handsEachSubscriptionWhatItsFilterWants() throws Exception {
        declareOrders();
        SubscriptionName only = new SubscriptionName(ORDERS, "only-b");
        log().declare(
                        new Subscription(
                                only, new EventFilter(List.of("b")), LOCK, 10, Duration.ofDays(1)));

        log().append(ORDERS, List.of(typed("1", "a", "0"), typed("2", "b", "0")));

        assertThat(ids(lease(10))).containsExactly("1", "2");
        assertThat(ids(log().lease(only, 10, NO_WAIT, LOCK))).containsExactly("2");
        assertThat(log().tally(only)).isEqualTo(new Tally(1, 0, 0, 1, 1));
    }

    @Test
    void judgesEachEventOnceByTheFiltersOfItsTimeAlsoAfterARestart() throws Exception {
        declareOrders();
        SubscriptionName few = new SubscriptionName(ORDERS, "few");
        log().declare(filtered(few, FilterOperator.STRING_BEGINS_WITH, "B", "C"));
        restart();
        log().append(ORDERS, List.of(typed("1", "a", "0"), typed("2", "b", "0")));
        log().declare(filtered(few, FilterOperator.STRING_NOT_IN, "b"));
        log().append(ORDERS, List.of(typed("3", "a", "0"), typed("4", "B", "0")));
        restart();
        log().append(ORDERS, List.of(typed("5", "b", "0"), typed("6", "c", "0")));

        assertThat(ids(log().lease(few, 10, NO_WAIT, LOCK))).containsExactly("2", "3", "6");
        assertThat(log().subscriptions(ORDERS))
                .contains(filtered(few, FilterOperator.STRING_NOT_IN, "b"));
    }

    private static Subscription filtered(
            SubscriptionName name, FilterOperator operator, String... values) {
        List<AttributeFilter> filters =
                List.of(
                        new AttributeFilter(operator, "type", List.of(values)),
                        new AttributeFilter(FilterOperator.IS_NOT_NULL, "source", List.of()));
        return new Subscription(
                name, new EventFilter(List.of(), filters), LOCK, 10, Duration.ofDays(1));
    }

    @Test
    void givesANewSubscriptionOnlyEventsFromThenOn() throws Exception {
        declareOrders();
        append(event("before"));
        SubscriptionName late = new SubscriptionName(ORDERS, "late");
        log().declare(subscription(late));
        append(event("after"));

        assertThat(ids(log().lease(late, 10, NO_WAIT, LOCK))).containsExactly("after");
    }

    @Test
    void acceptsEventsThatNobodyWants() throws Exception {
        log().declare(topic(Duration.ofDays(1)));

        AppendResult first = append(event("a"));

        assertThat(first).isInstanceOf(AppendResult.Appended.class);
        assertThat(append(event("a"))).isInstanceOf(AppendResult.Duplicate.class);
        assertThat(states("a")).isEmpty();
    }

    @Test
    void listsAndChangesDeclaredSettings() {
        declareOrders();
        Topic changed = new Topic(ORDERS, Duration.ofHours(1), Duration.ZERO);
        log().declare(changed);
        Subscription other = limited(3);
        log().declare(other);

        restart();

        assertThat(log().topics()).containsExactly(changed);
        assertThat(log().subscriptions(ORDERS)).containsExactly(other);
    }

    @Test
    void refusesUnknownNames() {
        TopicName nowhere = new TopicName("nowhere");
        SubscriptionName nobody = new SubscriptionName(nowhere, "nobody");
        assertThatThrownBy(() -> log().append(nowhere, events("e", 1)))
                .isInstanceOf(LogException.NotFound.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> log().declare(subscription(nobody)))
                .isInstanceOf(LogException.NotFound.class);
        assertThatThrownBy(() -> log().tally(nobody)).isInstanceOf(LogException.NotFound.class);
        assertThatThrownBy(() -> log().lease(nobody, 1, NO_WAIT, LOCK))
                .isInstanceOf(LogException.NotFound.class);
    }

    @Test
    void refusesBatchesOutOfBounds() {
        declareOrders();
        assertThatThrownBy(() -> log().append(ORDERS, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log().append(ORDERS, events("e", EventLog.BATCH_MAX + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lease(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesTheLargestBatch() throws Exception {
        declareOrders();
        log().append(ORDERS, events("e", EventLog.BATCH_MAX));

        assertThat(lease(EventLog.BATCH_MAX)).hasSize(EventLog.BATCH_MAX);
    }
}

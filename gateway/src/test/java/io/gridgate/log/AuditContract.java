package io.gridgate.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.filter.EventFilter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Every event of a time range is accounted for. */
public abstract class AuditContract extends LogContract {

    private static final SubscriptionName PAID = new SubscriptionName(ORDERS, "paid-only");
    private static final Duration LIFE = Duration.ofHours(3);

    /** One event for each thing that can become of it; {@code quarter} later, two are pending. */
    private void makeOneOfEach() throws InterruptedException {
        log().declare(topic(Duration.ofDays(3)));
        log().declare(new Subscription(WORKER, EventFilter.ALL, LOCK, 2, LIFE));
        log().declare(new Subscription(PAID, new EventFilter(List.of("paid")), LOCK, 2, LIFE));
        append(typed("acknowledged", "paid", "1"));
        settle(leaseOne(), ACKNOWLEDGE);
        append(event("rejected"));
        settle(leaseOne(), new Settlement.Reject("no"));
        append(event("released"));
        settle(leaseOne(), RELEASE);
        settle(leaseOne(), RELEASE);
        append(event("expired"));
        append(event("expired")); // a repeat is not accepted again
        pass(LIFE);
        append(event("pending"));
        append(typed("leased", "paid", "1"));
        lease(1);
    }

    private Audit audit(Instant from, Instant to, boolean recount) {
        return log().audit(ORDERS, from, to, recount).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void accountsForEverything(boolean recount) throws Exception {
        makeOneOfEach();

        Audit audit = audit(Instant.EPOCH, now().plusSeconds(1), recount);

        assertThat(audit.findings()).isEmpty();
        assertThat(audit.accepted()).isEqualTo(6);
        assertThat(audit.unwanted()).isZero();
        assertThat(audit.accounts())
                .containsExactly(
                        new Audit.Account(PAID, 2, 0, 0, 1, 1),
                        new Audit.Account(WORKER, 6, 1, 2, 1, 2));
    }

    @Test
    void countsByTheTimeOfAcceptanceWhateverHappensLater() throws Exception {
        Instant begin = now();
        makeOneOfEach();

        Audit early = audit(begin, begin.plusSeconds(1), true);
        Audit late = audit(begin.plus(LIFE), now().plusSeconds(1), true);

        assertThat(early.accounts()).contains(new Audit.Account(WORKER, 4, 1, 2, 1, 0));
        assertThat(late.accounts()).contains(new Audit.Account(WORKER, 2, 0, 0, 0, 2));
        assertThat(early.from()).isBeforeOrEqualTo(begin);
        assertThat(Duration.between(early.from(), early.to())).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void countsWhatNobodyWants() throws Exception {
        log().declare(topic(Duration.ofDays(3)));
        log().declare(new Subscription(PAID, new EventFilter(List.of("paid")), LOCK, 2, LIFE));
        log().append(ORDERS, events("other", 3));

        Audit audit = audit(Instant.EPOCH, now().plusSeconds(1), true);

        assertThat(audit.accepted()).isEqualTo(3);
        assertThat(audit.unwanted()).isEqualTo(3);
        assertThat(audit.accounts()).containsExactly(new Audit.Account(PAID, 0, 0, 0, 0, 0));
        assertThat(audit.holds()).isTrue();
    }

    @Test
    void accountsForTheSameAfterAnEnd() throws Exception {
        makeOneOfEach();
        Instant end = now().plusSeconds(1);
        Audit before = audit(Instant.EPOCH, end, true);

        restart();
        assertThat(audit(Instant.EPOCH, end, true)).isEqualTo(before);
        crash();
        assertThat(audit(Instant.EPOCH, end, true)).isEqualTo(before);
    }

    @Test
    void keepsTheSumsOfWhatWasLongAgo() throws Exception {
        makeOneOfEach();
        pass(Duration.ofDays(100));
        tick();
        append(event("new"));
        pass(Duration.ofMinutes(20));

        Audit all = audit(Instant.EPOCH, now(), false);
        Audit recent = audit(now().minus(Duration.ofDays(1)), now(), false);

        assertThat(all.findings()).isEmpty();
        assertThat(all.accounts()).contains(new Audit.Account(WORKER, 7, 1, 2, 3, 1));
        assertThat(recent.accounts()).contains(new Audit.Account(WORKER, 1, 0, 0, 0, 1));
    }

    @Test
    void verifiesAllThatIsStored() throws Exception {
        makeOneOfEach();

        Verification found = log().verify().orElseThrow();

        assertThat(found.events()).as("settled ones may be there, too").isBetween(2L, 6L);
        assertThat(found).isEqualTo(new Verification(found.events(), 3, 4, 6, List.of()));
        restart();
        Verification again = log().verify().orElseThrow();
        assertThat(again).isEqualTo(new Verification(again.events(), 3, 4, 6, List.of()));
    }

    @Test
    void knowsNoOtherTopic() {
        assertThatThrownBy(() -> log().audit(new TopicName("other"), Instant.EPOCH, now(), false))
                .isInstanceOf(LogException.NotFound.class);
    }
}

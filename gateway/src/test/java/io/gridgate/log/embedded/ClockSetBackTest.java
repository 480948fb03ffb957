package io.gridgate.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.filter.EventFilter;
import io.gridgate.log.AppendResult;
import io.gridgate.log.Audit;
import io.gridgate.log.Delivery;
import io.gridgate.log.LogContract;
import io.gridgate.log.LogFixture;
import io.gridgate.log.SettleResult;
import io.gridgate.log.Settlement;
import io.gridgate.log.Subscription;
import io.gridgate.log.Tally;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The clock is set back while the log is open, by an hour or by days: what runs goes on at the
 * clock's pace. Over a restart it may take as much longer as the clock was set back.
 */
@ParameterizedClass
@ValueSource(strings = {"PT1H", "P10D"})
class ClockSetBackTest extends LogContract {

    private static final Duration LIFE = Duration.ofHours(6);
    private static final Duration WINDOW = Duration.ofDays(3);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir private Path folder;

    @Parameter private Duration step;

    @Override
    protected LogFixture open() {
        return new EmbeddedFixture(folder);
    }

    private void declare() {
        log().declare(topic(WINDOW));
        log().declare(new Subscription(WORKER, EventFilter.ALL, LOCK, 10, LIFE));
    }

    private void setBack() {
        pass(step.negated());
    }

    private void assertAudited(int accepted) {
        Instant end = now().plus(Duration.ofDays(30));
        Audit audit = log().audit(ORDERS, Instant.EPOCH, end, true).orElseThrow();
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.accepted()).isEqualTo(accepted);
    }

    @Test
    void locksEndWhenTheyWouldHave() throws Exception {
        declare();
        append(event("locked"));
        Delivery first = leaseOne();
        setBack();

        pass(LOCK.minus(SECOND));
        assertThat(lease(1)).isEmpty();
        assertThat(settle(first, new Settlement.Renew(LOCK)))
                .isInstanceOf(SettleResult.Renewed.class);
        pass(LOCK);
        Delivery again = leaseOne();
        assertThat(again.deliveryCount()).isEqualTo(2);
        assertThat(settle(again, ACKNOWLEDGE)).isInstanceOf(SettleResult.Settled.class);
        assertAudited(1);
    }

    @Test
    void delaysEndWhenTheyWouldHave() throws Exception {
        declare();
        append(event("released"));
        Duration delay = Duration.ofMinutes(10);
        settle(leaseOne(), new Settlement.Release(delay));
        setBack();

        pass(delay.minus(SECOND));
        assertThat(lease(1)).isEmpty();
        pass(SECOND);
        assertThat(ids(lease(1))).containsExactly("released");
        assertAudited(1);
    }

    @Test
    void livesEndWhenTheyWouldHave() throws Exception {
        declare();
        append(event("old"));
        setBack();
        append(event("new"));
        pass(LIFE.minus(SECOND));
        assertThat(log().tally(WORKER).pending()).isEqualTo(2);
        pass(SECOND);
        Tally tally = log().tally(WORKER);
        assertThat(tally.pending()).isZero();
        assertThat(tally.deadLettered()).isEqualTo(2);
        assertThat(log().deadLetters(WORKER, -1, 10)).hasSize(2);
        assertAudited(2);
    }

    @Test
    void repeatsAreRecognisedForAsLongAsTheyWouldHaveBeen() throws Exception {
        declare();
        append(event("e"));
        settle(leaseOne(), ACKNOWLEDGE);
        setBack();
        assertThat(append(event("e"))).isInstanceOf(AppendResult.Duplicate.class);
        pass(WINDOW.minus(SECOND));
        assertThat(append(event("e"))).isInstanceOf(AppendResult.Duplicate.class);
        pass(SECOND);
        assertThat(append(event("e"))).isInstanceOf(AppendResult.Appended.class);
        settle(leaseOne(), ACKNOWLEDGE);
        assertThat(log().tally(WORKER).acknowledged()).isEqualTo(2);
    }

    @Test
    void acceptanceTimesDoNotFall() throws Exception {
        declare();
        append(event("before"));
        setBack();
        append(event("after"));
        restart();
        append(event("after-restart"));

        List<Delivery> all = lease(10);
        assertThat(ids(all)).containsExactly("before", "after", "after-restart");
        assertThat(all).extracting(delivery -> delivery.event().acceptedAt()).isSorted();
        assertAudited(3);
    }

    @Test
    void overARestartNothingWaitsLongerThanTheStepOrSinceTheLastAcceptance() throws Exception {
        declare();
        append(event("locked"));
        append(event("released"));
        Duration idle = Duration.ofMinutes(30);
        Duration delay = Duration.ofMinutes(10);
        pass(idle);
        List<Delivery> both = lease(2);
        settle(both.getLast(), new Settlement.Release(delay));
        setBack();
        restart();

        assertThat(ids(lease(10))).containsExactly("locked");
        pass(idle.plus(delay).minus(SECOND));
        assertThat(ids(lease(10))).containsExactly("locked");
        pass(SECOND);
        assertThat(ids(lease(10))).containsExactly("released");
        assertAudited(2);
    }
}

package io.gridgate.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.log.DeadLetter;
import io.gridgate.log.Delivery;
import io.gridgate.log.EventStatus;
import io.gridgate.log.LogContract;
import io.gridgate.log.LogFixture;
import io.gridgate.log.Settlement;
import io.gridgate.log.segment.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What is settled or past its time leaves the disk. */
class HousekeepingTest extends LogContract {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    @TempDir private Path folder;

    private EmbeddedFixture embedded;

    @Override
    protected LogFixture open() {
        embedded = new EmbeddedFixture(folder);
        return embedded;
    }

    private void declareShortWindow() {
        log().declare(topic(WINDOW));
        log().declare(subscription(WORKER));
    }

    private void appendAndAcknowledge(String prefix) throws Exception {
        log().append(ORDERS, events(prefix, 1_000));
        log().settle(WORKER, tokens(lease(1_000)), ACKNOWLEDGE);
    }

    private void tickForAWhile() {
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofSeconds(2));
        }
    }

    @Test
    void removesSettledEventsButKeepsTheBlockInUse() throws Exception {
        declareShortWindow();
        for (int batch = 0; batch < 4; batch++) {
            appendAndAcknowledge(batch + "-");
        }
        tickForAWhile();

        assertThat(embedded.count(Kind.EVENTS)).isLessThan(1 << LiveEvents.BLOCK_BITS);
        assertThat(embedded.count(Kind.CHUNKS)).isZero();
    }

    @Test
    void keepsEventsOfABlockWithOnePending() throws Exception {
        declareShortWindow();
        append(event("stays"));
        Delivery delivery = leaseOne();
        settle(delivery, new Settlement.Release(Duration.ofHours(1)));
        appendAndAcknowledge("a");
        appendAndAcknowledge("b");
        appendAndAcknowledge("c");
        tickForAWhile();
        pass(Duration.ofHours(1));

        assertThat(leaseOne().event().json()).isEqualTo(json("stays", "1.10"));
    }

    @Test
    void removesWhatACrashLeft() throws Exception {
        declareShortWindow();
        appendAndAcknowledge("a");
        appendAndAcknowledge("b");
        crash();
        append(event("next"));
        tickForAWhile();

        assertThat(embedded.count(Kind.EVENTS)).isLessThan(1_000);
        assertThat(leaseOne().event().key().id()).isEqualTo("next");
    }

    @Test
    void removesDedupRecordsPastTheWindow() throws Exception {
        declareShortWindow();
        for (int batch = 0; batch < 3; batch++) {
            appendAndAcknowledge(batch + "-");
        }
        pass(WINDOW.minusSeconds(1));
        assertThat(embedded.dedupRecords()).isEqualTo(3_000);
        append(event("young"));
        pass(Duration.ofSeconds(1));
        tickForAWhile();

        assertThat(embedded.dedupRecords()).isLessThanOrEqualTo(953);
    }

    @Test
    void tellsTheStatusOfAnEventThatOutlivesTheWindow() throws Exception {
        declareShortWindow();
        append(event("a"));
        pass(WINDOW);
        tickForAWhile();
        assertThat(states("a")).containsEntry(WORKER, EventStatus.State.PENDING);

        settle(leaseOne(), ACKNOWLEDGE);
        log().append(ORDERS, events("fill", 1_000));
        log().append(ORDERS, events("more", 1_000));
        pass(Duration.ofHours(2));
        tickForAWhile();
        assertThat(log().find(ORDERS, key("a")).map(EventStatus::subscriptions))
                .satisfiesAnyOf(
                        states -> assertThat(states).isEmpty(),
                        states ->
                                assertThat(states.orElseThrow())
                                        .containsEntry(WORKER, EventStatus.State.ACKNOWLEDGED));
    }

    @Test
    void removesOldDeadLetters() throws Exception {
        declareShortWindow();
        log().append(ORDERS, events("e", 600));
        log().settle(WORKER, tokens(lease(600)), new Settlement.Reject("no"));
        pass(Duration.ofDays(80));
        log().append(ORDERS, events("f", 5));
        log().settle(WORKER, tokens(lease(5)), new Settlement.Reject("no"));
        pass(Duration.ofDays(10));
        tickForAWhile();
        pass(Duration.ofHours(6));
        tickForAWhile();

        List<DeadLetter> left = log().deadLetters(WORKER, -1, 100);
        assertThat(left).hasSize(5);
        assertThat(log().tally(WORKER).deadLettered()).isEqualTo(605);
    }
}

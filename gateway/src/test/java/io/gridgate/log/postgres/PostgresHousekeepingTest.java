package io.gridgate.log.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.log.LogContract;
import io.gridgate.log.LogFixture;
import io.gridgate.log.Settlement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** What nobody needs goes, and nothing else. */
class PostgresHousekeepingTest extends LogContract {

    /** Longer than any sweep rests. */
    private static final Duration REST = Duration.ofMinutes(11);

    private final PostgresFixture fixture = new PostgresFixture();

    @Override
    protected LogFixture open() {
        return fixture;
    }

    private long rows(String table) {
        return PostgresAudit.number(fixture.options(), "SELECT count(*) FROM " + table);
    }

    @Test
    void removesBodiesThatAreSettled() throws Exception {
        declareOrders();
        for (int batch = 0; batch < 3; batch++) {
            log().append(ORDERS, events(batch + "-", 1_000));
        }
        log().settle(WORKER, tokens(lease(1_000)), ACKNOWLEDGE);
        log().settle(WORKER, tokens(lease(1_000)), new Settlement.Reject("no"));
        log().settle(WORKER, tokens(lease(900)), ACKNOWLEDGE);
        pass(REST);

        assertThat(rows("events")).isEqualTo(100);
        assertThat(lease(1_000)).hasSize(100);
        assertThat(log().deadLetters(WORKER, -1, 1_000)).hasSize(1_000);
    }

    @Test
    void removesDedupRecordsAfterTheirWindowUnlessTheEventIsPending() throws Exception {
        log().declare(topic(Duration.ofMinutes(10)));
        log().declare(subscription(WORKER));
        append(event("settled"));
        settle(leaseOne(), ACKNOWLEDGE);
        append(event("waiting"));
        pass(Duration.ofMinutes(9));
        assertThat(rows("dedup")).isEqualTo(2);
        pass(REST);

        assertThat(rows("dedup")).isOne();
        assertThat(log().find(ORDERS, key("settled"))).isEmpty();
        assertThat(log().find(ORDERS, key("waiting"))).isPresent();
    }

    @Test
    void removesOldDeadLetters() throws Exception {
        declareOrders();
        append(event("a"));
        settle(leaseOne(), new Settlement.Reject("no"));
        pass(Duration.ofDays(89));
        assertThat(log().deadLetters(WORKER, -1, 10)).hasSize(1);
        pass(Duration.ofDays(2));

        assertThat(log().deadLetters(WORKER, -1, 10)).isEqualTo(List.of());
    }
}

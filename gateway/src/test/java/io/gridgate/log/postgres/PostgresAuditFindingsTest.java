package io.gridgate.log.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.log.Audit;
import io.gridgate.log.LogContract;
import io.gridgate.log.LogFixture;
import io.gridgate.log.Settlement;
import io.gridgate.log.Tally;
import io.gridgate.log.Verification;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What does not fit together in the tables is found, and told in words. */
class PostgresAuditFindingsTest extends LogContract {

    private final PostgresFixture fixture = new PostgresFixture();
    private final Deque<String> mending = new ArrayDeque<>();

    @Override
    protected LogFixture open() {
        return fixture;
    }

    /** Changes the tables behind the log's back, until the end of the test. */
    private void damage(String statement, String mend) {
        run(statement);
        mending.push(mend);
    }

    @AfterEach
    void mend() {
        mending.forEach(this::run);
    }

    private void run(String statement) {
        try (Database database = Database.open(fixture.options());
                Connection connection = database.connect();
                var doing = connection.createStatement()) {
            assertThat(doing.executeUpdate(statement)).as(statement).isPositive();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> audit(boolean recount) {
        return log().audit(ORDERS, Instant.EPOCH, now().plusMillis(1), recount)
                .orElseThrow()
                .findings();
    }

    private List<String> verify() {
        return log().verify().orElseThrow().findings();
    }

    @Test
    void findsAPendingEntryThatIsGone() throws Exception {
        declareOrders();
        append(event("a"));
        append(event("b"));
        damage(
                "CREATE TABLE lost AS SELECT * FROM pending ORDER BY sequence LIMIT 1",
                "INSERT INTO pending SELECT * FROM lost");
        run("DELETE FROM pending p USING lost l WHERE p.sequence = l.sequence");

        assertThat(audit(false)).as("the books alone do not see it").isEmpty();
        assertThat(audit(true))
                .singleElement()
                .asString()
                .startsWith("orders/worker, accepted from ")
                .endsWith(
                        "the books and the records differ; matched 2 and 2, dead-lettered 0 and 0,"
                                + " expired 0 and 0, pending 2 and 1");
        assertThat(verify())
                .containsExactly(
                        "subscription orders/worker: the books say 2 events are pending, the rows"
                                + " 1");
    }

    @Test
    void findsADeadLetterThatIsGone() throws Exception {
        declareOrders();
        append(event("a"));
        settle(leaseOne(), new Settlement.Reject("no"));
        run("DELETE FROM dead_letters");

        assertThat(audit(true))
                .singleElement()
                .asString()
                .contains("dead-lettered 1 and 0, expired 0 and 0, pending 0 and 0");
    }

    @Test
    void findsAnAcceptanceThatTheBooksDoNotKnow() throws Exception {
        declareOrders();
        append(event("a"));
        damage(
                "UPDATE topic_books SET accepted = accepted - 1",
                "UPDATE topic_books SET accepted = accepted + 1");

        assertThat(audit(true))
                .singleElement()
                .asString()
                .startsWith("topic orders, accepted from ")
                .endsWith("the books say 0, the records 1");
    }

    @Test
    void findsMoreSettledThanWasMatched() throws Exception {
        declareOrders();
        append(event("a"));
        damage(
                "UPDATE books SET acknowledged = acknowledged + 2",
                "UPDATE books SET acknowledged = acknowledged - 2");

        assertThat(audit(false))
                .singleElement()
                .asString()
                .contains("more events are settled than were matched");
    }

    @Test
    void findsABodyThatIsGone() throws Exception {
        declareOrders();
        long sequence = append(event("a")).sequence();
        damage(
                "CREATE TABLE lost AS SELECT * FROM events",
                "INSERT INTO events SELECT * FROM lost");
        run("DELETE FROM events");

        Verification found = log().verify().orElseThrow();

        assertThat(found.holds()).isFalse();
        assertThat(found.findings())
                .singleElement()
                .asString()
                .isEqualTo(
                        "event %d is pending for subscription number 1, and its body is missing"
                                .formatted(sequence));
    }

    @Test
    void findsDedupRecordsThatPointNowhere() throws Exception {
        declareOrders();
        append(event("a"));
        run("UPDATE dedup SET sequence = sequence + 1000000, subscription_ids = '{1,77}'");

        assertThat(verify())
                .containsExactly(
                        "topic orders: subscription number 77, which wanted events, is missing",
                        "topic orders, event 1000001: its place is past the last that was given"
                                + " out");
    }

    @Test
    void sumsUpTheRowsOfAllWritersWhenAQuarterIsOver() throws Exception {
        declareOrders();
        for (int i = 0; i < 5; i++) {
            append(event("e" + i));
            settle(leaseOne(), ACKNOWLEDGE);
        }
        Audit before = log().audit(ORDERS, Instant.EPOCH, now().plusMillis(1), true).orElseThrow();
        pass(Duration.ofMinutes(31));

        assertThat(
                        PostgresAudit.number(
                                fixture.options(), "SELECT count(*) FROM books WHERE writer > 0"))
                .isZero();
        assertThat(PostgresAudit.number(fixture.options(), "SELECT count(*) FROM topic_books"))
                .isOne();
        assertThat(log().tally(WORKER)).isEqualTo(new Tally(5, 5, 0, 0, 0));
        assertThat(log().audit(ORDERS, before.from(), before.to(), true).orElseThrow().accounts())
                .isEqualTo(before.accounts());
    }
}

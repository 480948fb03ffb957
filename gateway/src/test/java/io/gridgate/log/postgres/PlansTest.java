package io.gridgate.log.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.EventKey;
import io.gridgate.event.Item;
import io.gridgate.filter.EventFilter;
import io.gridgate.log.DedupKeys;
import io.gridgate.log.Delivery;
import io.gridgate.log.NewEvent;
import io.gridgate.log.Settlement;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;
import io.gridgate.testing.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every statement of the log goes by an index where tables are large, with dead rows in them, and
 * what it reads does not grow with them. PostgreSQL itself explains each statement as the log's
 * connections run it. {@code -Dgridgate.plans.print=true} prints the plans.
 */
class PlansTest {

    private static final int SUBSCRIPTIONS = 20;
    private static final long NOW = 1_790_000_000_000L;
    private static final int BATCH = 100;

    /** A scan of the smallest of the large tables reads more than any of these statements may. */
    private static final long BUFFERS_MAX = 6_000;

    private static final Pattern SCAN =
            Pattern.compile("Seq Scan on (events|pending|dedup|dead_letters|books|topic_books)\\b");
    private static final Pattern BUFFERS =
            Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");
    private static final TopicName ORDERS = new TopicName("orders");

    /**
     * 150,000 events, each pending for 2 of 20 subscriptions, of which a tenth is under a lock; as
     * many dedup records and dead letters; then every third pending row is deleted and every tenth
     * is written again, so that there are dead rows.
     */
    private static final List<String> FILL =
            List.of(
                    """
                    INSERT INTO events (sequence, accepted_at, source, id, type, json)
                    SELECT g, 1790000000000 - 200000 + g, '/s', g::text, 't',
                           convert_to(repeat('x', 200), 'UTF8')
                    FROM generate_series(1, 150000) g
                    """,
                    """
                    INSERT INTO pending
                        (sequence, subscription_id, accepted_at, bytes, until, nonce, leased_at,
                            delivery_count)
                    SELECT g, 1 + (g + s * 7) % 20, 1790000000000 - 200000 + g, 200,
                           CASE WHEN g % 10 = 0 THEN 1790000000000 + g END,
                           CASE WHEN g % 10 = 0 THEN g END,
                           CASE WHEN g % 10 = 0 THEN 1790000000000 - 1000 END, g % 3
                    FROM generate_series(1, 150000) g, generate_series(0, 1) s
                    """,
                    """
                    INSERT INTO dedup
                        (key, topic_id, sequence, accepted_at, expires_at, content_hash,
                            subscription_ids)
                    SELECT md5(g::text)::uuid, 1, g, 1790000000000 - 200000 + g,
                           1790000000000 + 86400000 + g, sha256(g::text::bytea), '{1,2}'
                    FROM generate_series(1, 150000) g
                    """,
                    """
                    INSERT INTO dead_letters
                        (subscription_id, sequence, at, reason, detail, delivery_count, accepted_at,
                            source, id, type, json)
                    SELECT 1 + g % 20, g, 1790000000000 - g, 'REJECTED', '', 1,
                           1790000000000 - 900000, '/s', g::text, 't',
                           convert_to(repeat('x', 200), 'UTF8')
                    FROM generate_series(1, 150000) g
                    """,
                    """
                    INSERT INTO books (subscription_id, quarter, writer, matched, acknowledged)
                    SELECT s, 1988888 - q, w, 100, 0
                    FROM generate_series(1, 20) s, generate_series(0, 700) q,
                         generate_series(0, 2) w
                    """,
                    "DELETE FROM pending WHERE sequence % 3 = 0",
                    "UPDATE pending SET delivery_count = delivery_count WHERE sequence % 10 = 1",
                    "SELECT setval('event_sequence', 1000000)",
                    "ANALYZE");

    private static PostgresLogOptions options;
    private static Database database;
    private static Catalog catalog;

    @BeforeAll
    static void fill() throws SQLException {
        options = PostgresFixture.options(TestDatabase.freshSchema());
        try (PostgresLog log = PostgresLog.open(options)) {
            log.declare(new Topic(ORDERS, Topic.RETENTION_DEFAULT, Duration.ofDays(3)));
            for (int i = 1; i <= SUBSCRIPTIONS; i++) {
                log.declare(
                        new Subscription(
                                new SubscriptionName(ORDERS, "worker-" + i),
                                EventFilter.ALL,
                                Duration.ofMinutes(1),
                                10,
                                Duration.ofDays(7)));
            }
        }
        database = Database.open(options);
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            for (String each : FILL) {
                statement.execute(each);
            }
        }
        catalog = database.transaction(Catalog::read);
    }

    @AfterAll
    static void close() {
        if (database != null) {
            database.close();
        }
    }

    /** Looks at the plans of some work, which is undone. */
    private static void check(String what, long buffersMax, Plans.Work work) {
        List<String> plans =
                database.transaction(connection -> {
                    List<String> found = Plans.of(connection, work);
                    connection.rollback();
                    return found;
                });
        assertThat(plans).as(what).isNotEmpty();
        for (String plan : plans) {
            Matcher scan = SCAN.matcher(plan);
            if (Boolean.getBoolean("gridgate.plans.print")) {
                System.out.println(what + ": " + buffers(plan) + " buffers\n" + plan);
            }
            assertThat(scan.find()).as("%s scans a whole table:%n%s", what, plan).isFalse();
            assertThat(buffers(plan))
                    .as("%s reads too much:%n%s", what, plan)
                    .isLessThanOrEqualTo(buffersMax);
        }
    }

    /** The first line that tells of buffers is that of the whole statement. */
    private static long buffers(String plan) {
        Matcher found = BUFFERS.matcher(plan);
        assertThat(found.find()).as(plan).isTrue();
        long sum = 0;
        for (int group = 1; group <= 2; group++) {
            sum += found.group(group) == null ? 0 : Long.parseLong(found.group(group));
        }
        return sum;
    }

    private static List<Delivery> lease(Connection connection, int max) throws SQLException {
        Long[] nonces = new Long[max];
        java.util.Arrays.setAll(nonces, Long::valueOf);
        return LeaseRows.lease(connection, 1, nonces, 4L << 20, 60_000, NOW, 1).deliveries();
    }

    private static SettleRows rows(List<Delivery> deliveries, Settlement settlement) {
        SettleRows rows = new SettleRows(settlement);
        deliveries.forEach(each -> rows.add(1, each.token()));
        return rows;
    }

    @Test
    void appendsByTheIndex() {
        check(
                "append",
                BUFFERS_MAX,
                connection -> {
                    AppendRows rows = new AppendRows();
                    DedupKeys keys = new DedupKeys(ORDERS);
                    for (int i = 0; i < BATCH; i++) {
                        String json =
                                "{\"specversion\":\"1.0\",\"source\":\"/new\",\"id\":\"%d\",\"type\":\"t\"}"
                                        .formatted(i);
                        Item item = CloudEventsDecoder.read(json.getBytes(UTF_8));
                        NewEvent event = new NewEvent(((Item.Valid) item).event(), new byte[32]);
                        rows.add(event, catalog.topic(ORDERS), keys.key(event.event().key()));
                    }
                    rows.store(connection, catalog.version(), NOW, 1, (_, _, _) -> {});
                });
    }

    @Test
    void leasesByTheIndex() {
        check(
                "lease",
                BUFFERS_MAX,
                connection -> assertThat(lease(connection, BATCH)).hasSize(BATCH));
    }

    @Test
    void settlesByTheIndex() {
        for (Settlement settlement :
                List.of(
                        new Settlement.Acknowledge(),
                        new Settlement.Release(Duration.ofMinutes(1)),
                        new Settlement.GiveBack(),
                        new Settlement.Reject("no"),
                        new Settlement.Renew(Duration.ofMinutes(5)))) {
            check(
                    settlement.toString(),
                    BUFFERS_MAX,
                    connection ->
                            rows(lease(connection, BATCH), settlement).store(connection, NOW, 1));
        }
    }

    @Test
    void answersQuestionsByTheIndex() {
        check("tally", BUFFERS_MAX, connection -> Inquiries.tally(connection, 1, NOW));
        check(
                "find",
                100,
                connection ->
                        Inquiries.find(
                                connection,
                                new DedupKeys(ORDERS).key(new EventKey("/s", "1")),
                                catalog.names(),
                                NOW));
        check(
                "dead letters",
                BUFFERS_MAX,
                connection ->
                        Inquiries.deadLetters(
                                connection,
                                1,
                                new SubscriptionName(ORDERS, "worker-1"),
                                70_000,
                                BATCH));
        check("catalog", 100, Catalog::read);
    }

    @Test
    void letsTimePassByTheIndex() {
        check("due", BUFFERS_MAX, connection -> Keeper.due(connection));
        check("step", BUFFERS_MAX, connection -> Keeper.step(connection, 1, NOW + 1_000_000, 1));
    }

    /** A page is 1,000 rows, so these read more, and no more than a page needs. */
    @Test
    void cleansByTheIndex() {
        check("sweep of events", 20_000, connection -> Sweep.ofEvents().page(connection, NOW));
        check(
                "sweep of dedup records",
                20_000,
                connection -> Sweep.ofDedup().page(connection, NOW + 90_000_000));
        check(
                "sweep of dead letters",
                20_000,
                connection -> Sweep.ofDeadLetters(Duration.ZERO).page(connection, NOW));
        check(
                "folding",
                20_000,
                connection -> new Folding(Duration.ofDays(90)).step(connection, NOW));
    }
}

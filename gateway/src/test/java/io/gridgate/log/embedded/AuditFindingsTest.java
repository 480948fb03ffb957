package io.gridgate.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gridgate.log.Audit;
import io.gridgate.log.LogContract;
import io.gridgate.log.LogFixture;
import io.gridgate.log.Settlement;
import io.gridgate.log.lease.Books;
import io.gridgate.log.segment.Kind;
import io.gridgate.log.segment.Round;
import io.gridgate.log.segment.SegmentStore;
import io.gridgate.log.segment.StoreOptions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/** An audit says what does not fit together. */
class AuditFindingsTest extends LogContract {

    private static final int TOPIC_ID = 1;
    private static final int WORKER_ID = 2;

    @TempDir private Path folder;

    private EmbeddedFixture embedded;

    @Override
    protected LogFixture open() {
        embedded = new EmbeddedFixture(folder);
        return embedded;
    }

    @BeforeEach
    void append() throws InterruptedException {
        declareOrders();
        log().append(ORDERS, events("e", 3));
        settle(leaseOne(), ACKNOWLEDGE);
        settle(leaseOne(), new Settlement.Reject("no"));
        assertThat(audit(true).findings()).isEmpty();
    }

    private Audit audit(boolean recount) {
        return log().audit(ORDERS, Instant.EPOCH, now().plusSeconds(1), recount).orElseThrow();
    }

    private void write(Round round) {
        embedded.restart(data -> {
            StoreOptions options = new StoreOptions(EmbeddedLogOptions.DEFAULT.segmentBytes());
            try (SegmentStore store = SegmentStore.open(data.resolve("segments"), options)) {
                store.write(round, true);
            }
        });
    }

    private Cohort cohort() {
        return new Cohort(Cohort.number(now().toEpochMilli()));
    }

    private static void put(Round round, int id, Cohort cohort) {
        round.put(Kind.CHUNKS, Keys.cohortsOf(id), cohort.number(), cohort.encode());
    }

    @Test
    void findsAPendingEventThatIsGone() {
        Round round = new Round();
        round.remove(Kind.CHUNKS, WORKER_ID, 0);
        write(round);

        assertThat(audit(false).findings())
                .singleElement()
                .asString()
                .contains("orders/worker", "pending 1", "pending 0");

        Round mended = new Round();
        mended.put(Kind.META, Keys.BOOKS, WORKER_ID, BooksRecord.encode(new Books(2, 1, 1, 0)));
        write(mended);
    }

    @Test
    void findsADamagedEventAndWhoWaitsForIt() {
        embedded.restart(data -> {
            Path segment;
            try (Stream<Path> files = Files.list(data.resolve("segments"))) {
                segment =
                        files.filter(file -> file.toString().endsWith(".log"))
                                .sorted()
                                .findFirst()
                                .orElseThrow();
            }
            byte[] bytes = Files.readAllBytes(segment);
            int at = new String(bytes, ISO_8859_1).indexOf("\"id\":\"e1\"");
            bytes[at + 1] ^= 0x40;
            Files.write(segment, bytes);
        });

        assertThat(log().verify().orElseThrow().findings())
                .satisfiesExactlyInAnyOrder(
                        finding ->
                                assertThat(finding)
                                        .startsWith("topic orders, events from 0: ")
                                        .contains("the log is damaged", "segments"),
                        finding ->
                                assertThat(finding)
                                        .startsWith("orders/worker: event 2 is pending"));
    }

    @Test
    void findsAnAcceptanceThatTheBooksDoNotHave() {
        Cohort cohort = cohort();
        cohort.countTaken();
        cohort.countTaken();
        Round round = new Round();
        put(round, TOPIC_ID, cohort);
        write(round);

        assertThat(audit(false).findings())
                .containsExactly(
                        "the books of topic orders have 2 accepted events, its sequence says 3");
    }

    @Test
    void findsBooksThatCallADeadLetterAcknowledged() {
        Cohort cohort = cohort();
        for (int i = 0; i < 3; i++) {
            cohort.countTaken();
        }
        cohort.countSettled();
        cohort.countSettled();
        Round round = new Round();
        put(round, WORKER_ID, cohort);
        round.put(Kind.META, Keys.BOOKS, WORKER_ID, BooksRecord.encode(new Books(3, 2, 0, 1)));
        write(round);

        assertThat(audit(false).findings()).isEmpty();
        assertThat(audit(true).findings())
                .singleElement()
                .asString()
                .contains(
                        "orders/worker",
                        "the books and the records differ",
                        "dead-lettered 0 and 1");
        assertThat(log().tally(WORKER).deadLettered()).isZero();
    }
}

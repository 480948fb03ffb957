package io.gridgate.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.log.AppendResult;
import io.gridgate.log.EventLog;
import io.gridgate.log.EventStatus;
import io.gridgate.log.LogContract;
import io.gridgate.log.LogException;
import io.gridgate.log.LogFixture;
import io.gridgate.log.NewEvent;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The dedup index is derived: whatever becomes of its file, repeats are recognised. */
class DedupIndexTest extends LogContract {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    @TempDir private Path folder;

    private EmbeddedFixture embedded;

    @Override
    protected LogFixture open() {
        embedded = new EmbeddedFixture(folder);
        return embedded;
    }

    private static Path index(Path data) {
        return data.resolve("dedup-index");
    }

    private Object indexFile() throws IOException {
        return Files.getAttribute(index(embedded.folder()), "fileKey");
    }

    private static List<AppendResult> duplicates(List<AppendResult> first) {
        List<AppendResult> duplicates = new ArrayList<>();
        for (AppendResult each : first) {
            duplicates.add(new AppendResult.Duplicate(each.sequence(), each.acceptedAt()));
        }
        return duplicates;
    }

    @Test
    void findsEveryRecordOfAFullBatch() throws Exception {
        declareOrders();
        List<NewEvent> events = events("e", EventLog.BATCH_MAX);
        List<AppendResult> first = log().append(ORDERS, events);

        assertThat(log().append(ORDERS, events)).isEqualTo(duplicates(first));
        assertThat(log().append(ORDERS, events.reversed())).isEqualTo(duplicates(first.reversed()));
    }

    @Test
    void isTheSameAfterACleanStopAndBuiltAnewAfterACrash() throws Exception {
        declareOrders();
        List<NewEvent> events = events("e", 700);
        List<AppendResult> first = log().append(ORDERS, events);
        embedded.restart();
        Object before = indexFile();
        embedded.restart();
        assertThat(indexFile()).isEqualTo(before);
        assertThat(log().append(ORDERS, events)).isEqualTo(duplicates(first));

        AppendResult late = append(event("late"));
        crash();

        assertThat(log().append(ORDERS, events)).isEqualTo(duplicates(first));
        assertThat(append(event("late")))
                .isEqualTo(new AppendResult.Duplicate(late.sequence(), late.acceptedAt()));
    }

    /**
     * What is known of events past the window is the same with the index of before and a new one.
     */
    @Test
    void knowsTheSameWhenBuiltAnew() throws Exception {
        log().declare(topic(WINDOW));
        log().declare(subscription(WORKER));
        for (int batch = 0; batch < 5; batch++) {
            log().append(ORDERS, events(batch + "-", 1_000));
            log().settle(WORKER, tokens(lease(batch == 2 ? 10 : 1_000)), ACKNOWLEDGE);
            pass(WINDOW.dividedBy(3));
        }
        log().append(ORDERS, events("1-", 100));
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofSeconds(2));
        }
        List<Optional<EventStatus>> before = statuses();
        assertThat(before).contains(Optional.empty()).anyMatch(Optional::isPresent);

        embedded.restart(data -> Files.delete(index(data)));
        assertThat(statuses()).isEqualTo(before);
        crash();
        assertThat(statuses()).isEqualTo(before);
    }

    private List<Optional<EventStatus>> statuses() {
        List<Optional<EventStatus>> statuses = new ArrayList<>();
        for (int batch = 0; batch < 5; batch++) {
            for (int i = 0; i < 1_000; i += 3) {
                statuses.add(log().find(ORDERS, key(batch + "-" + i)));
            }
        }
        return statuses;
    }

    @Test
    void isBuiltAnewWhereItsFileIsNotWhatItWas() throws Exception {
        declareOrders();
        List<NewEvent> events = events("e", 300);
        List<AppendResult> first = log().append(ORDERS, events);
        List<EmbeddedFixture.Damage> damages =
                List.of(
                        data -> Files.delete(index(data)),
                        data -> Files.write(index(data), new byte[0]),
                        data -> Files.writeString(index(data), "not an index".repeat(1_000)),
                        data -> truncate(index(data), 5_000),
                        data -> flip(index(data), 30));
        for (EmbeddedFixture.Damage damage : damages) {
            embedded.restart(damage);
            assertThat(log().append(ORDERS, events)).isEqualTo(duplicates(first));
        }
    }

    @Test
    void isBuiltAnewWhereItBelongsToAnotherStateOfTheStore() throws Exception {
        declareOrders();
        append(event("a"));
        Path old = folder.resolve("old-index");
        embedded.restart(data -> Files.copy(index(data), old));
        AppendResult second = append(event("b"));
        embedded.restart(data -> Files.copy(old, index(data), StandardCopyOption.REPLACE_EXISTING));

        assertThat(append(event("b")))
                .isEqualTo(new AppendResult.Duplicate(second.sequence(), second.acceptedAt()));
    }

    @Test
    @Timeout(60)
    void healsWhereAPageIsDamaged() throws Exception {
        declareOrders();
        List<NewEvent> events = events("e", 300);
        List<AppendResult> first = log().append(ORDERS, events);
        embedded.restart(data -> {
            for (int page = 1; page < 5; page++) {
                flip(index(data), page * 4_096 + 2_000);
            }
        });

        assertThat(appendWhenAvailable(events)).isEqualTo(duplicates(first));
    }

    @Test
    @Timeout(60)
    void healsWhereTheDiskFailsUnderTheMappedFile() throws Exception {
        declareOrders();
        List<NewEvent> events = events("e", 300);
        List<AppendResult> first = log().append(ORDERS, events);
        truncate(index(embedded.folder()), 4_096);

        assertThat(appendWhenAvailable(events)).isEqualTo(duplicates(first));
    }

    private List<AppendResult> appendWhenAvailable(List<NewEvent> events) throws Exception {
        while (true) {
            try {
                return log().append(ORDERS, events);
            } catch (LogException.Unavailable e) {
                assertThat(e).hasMessageMatching("the (dedup index failed|log is not open).*");
            }
        }
    }

    @Test
    void keepsTopicsApart() throws Exception {
        List<TopicName> topics = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            TopicName topic = new TopicName("topic-" + i);
            topics.add(topic);
            log().declare(new Topic(topic, Topic.RETENTION_DEFAULT, WINDOW));
        }
        List<List<AppendResult>> first = new ArrayList<>();
        for (TopicName topic : topics) {
            List<AppendResult> results = log().append(topic, events("e", 30));
            assertThat(results).hasOnlyElementsOfType(AppendResult.Appended.class);
            first.add(duplicates(results));
        }
        for (int end = 0; end < 3; end++) {
            for (int i = 0; i < topics.size(); i++) {
                assertThat(log().append(topics.get(i), events("e", 30))).isEqualTo(first.get(i));
            }
            if (end == 0) {
                restart();
            } else {
                crash();
            }
        }
    }

    @Test
    void leavesWhatIsPendingBehindAndGoesOn() throws Exception {
        log().declare(topic(WINDOW));
        log().declare(subscription(WORKER));
        append(event("stays"));
        log().append(ORDERS, events("fill", 1_000));
        for (int batch = 0; batch < 3; batch++) {
            log().append(ORDERS, events(batch + "-", 1_000));
        }
        assertThat(leaseOne().event().key().id()).isEqualTo("stays");
        for (int batch = 0; batch < 4; batch++) {
            log().settle(WORKER, tokens(lease(1_000)), ACKNOWLEDGE);
        }
        pass(WINDOW);
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofMillis(500));
        }

        assertThat(embedded.dedupRecords()).isLessThanOrEqualTo(1 << LiveEvents.BLOCK_BITS);
        assertThat(states("stays")).containsEntry(WORKER, EventStatus.State.PENDING);

        settle(leaseOne(), ACKNOWLEDGE);
        log().append(ORDERS, events("more", 1_000));
        log().settle(WORKER, tokens(lease(1_000)), ACKNOWLEDGE);
        pass(Duration.ofHours(2));
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofMillis(500));
        }
        assertThat(log().find(ORDERS, key("stays"))).isEmpty();
    }

    private static void truncate(Path file, long bytes) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength(bytes);
        }
    }

    private static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.seek(at);
            int before = opened.read();
            opened.seek(at);
            opened.write(before ^ 0x10);
        }
    }
}

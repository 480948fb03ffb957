package io.gridgate.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.log.AppendResult;
import io.gridgate.log.Audit;
import io.gridgate.log.EventLog;
import io.gridgate.log.LogException;
import io.gridgate.log.Tally;
import io.gridgate.log.TopicName;
import io.gridgate.log.embedded.EmbeddedLog;
import io.gridgate.log.embedded.EmbeddedLogOptions;
import io.gridgate.log.embedded.EmbeddedSink;
import io.gridgate.log.embedded.EmbeddedSource;
import io.gridgate.log.postgres.PostgresLog;
import io.gridgate.log.postgres.PostgresLogOptions;
import io.gridgate.log.postgres.PostgresSink;
import io.gridgate.log.postgres.PostgresSource;
import io.gridgate.testing.TestDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A log moves from one store to another with all that it knows. */
class MoveTest {

    private static final Map<String, Long> NO_SHIFT = Map.of();

    @TempDir private Path folder;

    private Path randomLog(long seed) throws InterruptedException {
        Path log = folder.resolve("log-" + seed);
        RandomLog.make(log, seed);
        return log;
    }

    private static PostgresLogOptions freshSchema() {
        return PostgresLogOptions.of(
                        "localhost",
                        TestDatabase.running().getPort(),
                        "postgres",
                        "postgres",
                        () -> "postgres",
                        PostgresLogOptions.Tls.DISABLE)
                .withSchema(TestDatabase.freshSchema());
    }

    private static EventLog open(Path log) {
        return EmbeddedLog.open(log, EmbeddedLogOptions.DEFAULT, InstantSource.system());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void isTheSameInAnotherFolder(long seed) throws Exception {
        byte[] export = Exports.export(EmbeddedSource.open(randomLog(seed)));
        Path copy = folder.resolve("copy");
        Exports.importInto(EmbeddedSink.create(copy), export);

        assertThat(Exports.lines(Exports.export(EmbeddedSource.open(copy))))
                .as("seed %d", seed)
                .isEqualTo(Exports.lines(export));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void isTheSameThroughADatabaseAndBack(long seed) throws Exception {
        byte[] first = Exports.export(EmbeddedSource.open(randomLog(seed)));
        PostgresLogOptions options = freshSchema();
        Exports.importInto(PostgresSink.create(options), first);
        byte[] second = Exports.export(PostgresSource.open(options));
        Path back = folder.resolve("back");
        Exports.importInto(EmbeddedSink.create(back), second);
        byte[] third = Exports.export(EmbeddedSource.open(back));

        Map<String, Long> shift = Map.of("plain", shiftOfPlain(first));
        assertThat(Exports.comparable(second, shift))
                .as("seed %d", seed)
                .isEqualTo(Exports.comparable(first, NO_SHIFT));
        assertThat(Exports.comparable(third, NO_SHIFT))
                .as("seed %d", seed)
                .isEqualTo(Exports.comparable(second, NO_SHIFT));
    }

    /** The second topic comes behind the first one. */
    private static long shiftOfPlain(byte[] export) {
        String orders =
                Exports.lines(export).stream()
                        .filter(line -> line.startsWith("{\"topic\":{\"name\":\"orders\""))
                        .findFirst()
                        .orElseThrow();
        return Long.parseLong(orders.replaceAll(".*\"nextSequence\":(\\d+).*", "$1"));
    }

    @Test
    void isTheSameInAnotherSchema() throws Exception {
        PostgresLogOptions one = freshSchema();
        Exports.importInto(
                PostgresSink.create(one), Exports.export(EmbeddedSource.open(randomLog(31))));
        byte[] export = Exports.export(PostgresSource.open(one));
        PostgresLogOptions other = freshSchema();
        Exports.importInto(PostgresSink.create(other), export);

        assertThat(Exports.lines(Exports.export(PostgresSource.open(other))))
                .isEqualTo(Exports.lines(export));
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43})
    void isAccountedForAlikeOnBothSides(long seed) throws Exception {
        Path log = randomLog(seed);
        byte[] export = Exports.export(EmbeddedSource.open(log));
        PostgresLogOptions options = freshSchema();
        Exports.importInto(PostgresSink.create(options), export);
        try (EventLog here = open(log);
                EventLog there = PostgresLog.open(options)) {
            assertThat(there.topics()).isEqualTo(here.topics());
            for (TopicName topic : List.of(RandomLog.ORDERS, RandomLog.PLAIN)) {
                assertThat(there.subscriptions(topic)).isEqualTo(here.subscriptions(topic));
                Audit before = audit(here, topic);
                assertThat(before.findings()).isEmpty();
                assertThat(audit(there, topic)).as("seed %d", seed).isEqualTo(before);
            }
            assertThat(there.verify().orElseThrow().findings()).isEmpty();
        }
    }

    private static Audit audit(EventLog log, TopicName topic) {
        Instant end = Instant.parse("2100-01-01T00:00:00Z");
        return log.audit(topic, Instant.EPOCH, end, true).orElseThrow();
    }

    @Test
    void recognisesWhatWasAcceptedBeforeTheMove() throws Exception {
        Path log = randomLog(51);
        PostgresLogOptions options = freshSchema();
        Exports.importInto(PostgresSink.create(options), Exports.export(EmbeddedSource.open(log)));
        try (EventLog here = open(log);
                EventLog there = PostgresLog.open(options)) {
            for (int number = 0; number < 60; number++) {
                AppendResult before = again(here, number);
                if (before instanceof AppendResult.Duplicate) {
                    assertThat(again(there, number)).isEqualTo(before);
                }
            }
            assertThat(again(here, 1)).isInstanceOf(AppendResult.Duplicate.class);
        }
    }

    private static AppendResult again(EventLog log, int number) throws InterruptedException {
        return log.append(RandomLog.ORDERS, List.of(RandomLog.event(number))).getFirst();
    }

    @Test
    void goesOnAfterTheMove() throws Exception {
        PostgresLogOptions options = freshSchema();
        Exports.importInto(
                PostgresSink.create(options), Exports.export(EmbeddedSource.open(randomLog(61))));
        byte[] export = Exports.export(PostgresSource.open(options));
        Path back = folder.resolve("back");
        Exports.importInto(EmbeddedSink.create(back), export);
        try (EventLog here = open(back);
                EventLog there = PostgresLog.open(options)) {
            for (EventLog each : List.of(here, there)) {
                Tally before = each.tally(RandomLog.WORKER);
                assertThat(again(each, 1_000_000)).isInstanceOf(AppendResult.Appended.class);
                assertThat(each.tally(RandomLog.WORKER).matched()).isEqualTo(before.matched() + 1);
                assertThat(audit(each, RandomLog.ORDERS).findings()).isEmpty();
            }
        }
    }

    @Test
    void importsOnlyWhereNoLogIs() throws Exception {
        Path log = randomLog(71);
        PostgresLogOptions options = freshSchema();
        byte[] export = Exports.export(EmbeddedSource.open(log));
        Exports.importInto(PostgresSink.create(options), export);

        assertThatThrownBy(() -> EmbeddedSink.create(log))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("there is something in " + log + " already");
        assertThatThrownBy(() -> PostgresSink.create(options))
                .isInstanceOf(LogException.class)
                .hasMessageStartingWith("there are topics in postgresql://localhost:");
    }

    @Test
    void leavesNothingOfAnImportThatFails() throws Exception {
        byte[] export = Exports.export(EmbeddedSource.open(randomLog(81)));
        byte[] cut = java.util.Arrays.copyOf(export, export.length - 100);
        Path target = folder.resolve("target");
        PostgresLogOptions options = freshSchema();

        assertThatThrownBy(() -> Exports.importInto(EmbeddedSink.create(target), cut))
                .isInstanceOf(ArchiveException.class);
        assertThatThrownBy(() -> Exports.importInto(PostgresSink.create(options), cut))
                .isInstanceOf(ArchiveException.class);

        assertThat(target).doesNotExist();
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("log-81"));
        }
        Exports.importInto(PostgresSink.create(options), export);
    }
}

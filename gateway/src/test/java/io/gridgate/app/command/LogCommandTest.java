package io.gridgate.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.Item;
import io.gridgate.filter.EventFilter;
import io.gridgate.log.EventLog;
import io.gridgate.log.NewEvent;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;
import io.gridgate.log.embedded.EmbeddedLog;
import io.gridgate.log.embedded.EmbeddedLogOptions;
import io.gridgate.log.segment.Kind;
import io.gridgate.log.segment.Round;
import io.gridgate.log.segment.SegmentStore;
import io.gridgate.log.segment.StoreOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

class LogCommandTest {

    private static final TopicName ORDERS = new TopicName("orders");

    @TempDir private Path data;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private EventLog open() {
        return EmbeddedLog.open(
                data.resolve("log"), EmbeddedLogOptions.DEFAULT, InstantSource.system());
    }

    private void appendOne() throws InterruptedException {
        try (EventLog log = open()) {
            log.declare(new Topic(ORDERS, Duration.ofDays(7), Duration.ofDays(3)));
            log.declare(
                    new Subscription(
                            new SubscriptionName(ORDERS, "worker"),
                            EventFilter.ALL,
                            Duration.ofSeconds(60),
                            10,
                            Duration.ofDays(7)));
            byte[] json =
                    "{\"specversion\":\"1.0\",\"source\":\"/shop\",\"id\":\"1\",\"type\":\"t\"}"
                            .getBytes(StandardCharsets.UTF_8);
            Item.Valid item = (Item.Valid) CloudEventsDecoder.read(json);
            log.append(ORDERS, List.of(new NewEvent(item.event(), new byte[32])));
        }
    }

    private int audit(String... options) {
        return run("audit", options);
    }

    private int run(String command, String... options) {
        List<String> arguments =
                Stream.concat(
                                Stream.of("log", command, "--data", data.toString()),
                                Stream.of(options))
                        .toList();
        return command(arguments.toArray(String[]::new));
    }

    private int command(String... arguments) {
        CommandLine commandLine = GridgateCommand.commandLine();
        commandLine.setOut(new PrintWriter(output));
        commandLine.setErr(new PrintWriter(errors, true));
        return commandLine.execute(arguments);
    }

    @Test
    void accountsForEveryEvent() throws Exception {
        appendOne();

        assertThat(audit("--to", "2026-01-01T00:00:00Z")).isZero();
        assertThat(audit("--json", "--topic", "orders")).isZero();
        assertThat(output.toString().lines())
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .isEqualTo(
                                                "topic orders, the first event to"
                                                        + " 2026-01-01T00:00:00Z: 0 accepted, 0 of"
                                                        + " them wanted by nobody"),
                        line ->
                                assertThat(line.strip())
                                        .startsWith("worker ")
                                        .endsWith(
                                                "matched 0 = acknowledged 0 + dead-lettered 0 +"
                                                        + " expired 0 + pending 0"),
                        line -> assertThat(line).isEqualTo("  every event is accounted for"),
                        line ->
                                assertThat(line)
                                        .startsWith("{\"topic\":\"orders\",\"from\":\"1970-")
                                        .endsWith(
                                                "\"holds\":true,\"accepted\":1,\"unwanted\":0,"
                                                        + "\"subscriptions\":[{\"subscription\":"
                                                        + "\"worker\",\"matched\":1,"
                                                        + "\"acknowledged\":0,\"deadLettered\":0,"
                                                        + "\"expired\":0,\"pending\":1}],"
                                                        + "\"findings\":[]}"));
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    void verifiesAllThatIsStored() throws Exception {
        appendOne();

        assertThat(run("verify")).isZero();
        assertThat(run("verify", "--json")).isZero();
        assertThat(output.toString().lines())
                .containsExactly(
                        "events 1, pending 1, dead letters 0, dedup records 1: all is well",
                        "{\"holds\":true,\"events\":1,\"pending\":1,\"deadLetters\":0,"
                                + "\"dedupRecords\":1,\"findings\":[]}");
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    void saysLoudlyWhatDoesNotHold() throws Exception {
        appendOne();
        StoreOptions options = new StoreOptions(EmbeddedLogOptions.DEFAULT.segmentBytes());
        try (SegmentStore store = SegmentStore.open(data.resolve("log/segments"), options)) {
            Round round = new Round();
            round.remove(Kind.CHUNKS, 2, 0);
            store.write(round, true);
        }

        assertThat(audit()).isEqualTo(LogCommand.FOUND_SOMETHING);
        assertThat(output.toString()).contains("IT DOES NOT HOLD");
        assertThat(errors.toString())
                .startsWith("gridgate: NOT ACCOUNTED FOR: ")
                .contains("orders/worker");
    }

    @Test
    void refusesAFolderThatIsInUse() throws Exception {
        appendOne();
        try (EventLog _ = open()) {
            assertThat(audit()).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        }
        assertThat(errors.toString()).startsWith("gridgate: ").contains("in use");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertThat(audit()).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        appendOne();
        assertThat(audit("--topic", "other")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(audit("--from", "yesterday")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString())
                .contains("there is no log in " + data)
                .contains("there is no topic other in " + data + "; there is [orders]")
                .contains("yesterday");
    }

    @Test
    void movesALogToAnotherFolder() throws Exception {
        appendOne();
        Path file = data.resolve("export.jsonl");
        Path other = data.resolve("other");

        assertThat(run("export", "--out", file.toString(), "--json")).isZero();
        assertThat(importInto(other, file)).isZero();

        assertThat(output.toString().lines())
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .startsWith(
                                                "{\"topics\":1,\"subscriptions\":1,\"events\":1,"
                                                        + "\"deadLetters\":0,\"accepted\":1,"
                                                        + "\"bytes\":"),
                        line ->
                                assertThat(line)
                                        .isEqualTo(
                                                "imported 1 pending events, 0 dead letters, 1"
                                                        + " records of acceptance"));
        assertThat(errors.toString()).isEmpty();
        assertThat(command("log", "verify", "--data", other.toString())).isZero();
        assertThat(output.toString())
                .contains("events 1, pending 1, dead letters 0, dedup records 1: all is well");
        assertThat(run("export", "--out", file.toString())).isEqualTo(1);
        assertThat(importInto(other, file)).isEqualTo(1);
        assertThat(errors.toString())
                .contains(file + " is there already")
                .contains("there is something in " + other.resolve("log") + " already");
    }

    private int importInto(Path folder, Path file) {
        return command("log", "import", "--data", folder.toString(), file.toString());
    }

    @Test
    void refusesADamagedExportWithItsLine() throws Exception {
        appendOne();
        Path file = data.resolve("export.jsonl");
        Path other = data.resolve("other");
        run("export", "--out", file.toString(), "--quiet");
        String export = Files.readString(file);
        Files.writeString(file, export.replace("/shop", "/shap"));

        assertThat(importInto(other, file)).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(errors.toString().strip())
                .isEqualTo("gridgate: line 6: is damaged: its checksum is another, or missing");
        assertThat(other.resolve("log")).doesNotExist();
    }

    @Test
    void compactsALog() throws Exception {
        appendOne();

        assertThat(run("compact")).isZero();
        assertThat(output.toString()).matches("\\d+ bytes before, \\d+ bytes after\\R");
        assertThat(run("verify")).isZero();
    }

    @Test
    void findsTheLogOfARoleThroughTheSettingsFile() throws Exception {
        data = data.resolve("data/namespace");
        appendOne();
        Path config = data.resolve("gridgate.yaml");
        Files.writeString(
                config,
                """
                data-folder: %s
                namespace:
                  keys: [a-key-of-sixteen-or-more-characters]
                """
                        .formatted(data.getParent()));

        assertThat(command("log", "verify", "--config", config.toString())).isZero();
        assertThat(output.toString()).startsWith("events 1, pending 1");
        assertThat(command("log", "verify", "--config", config.toString(), "--role", "gateway"))
                .isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(errors.toString()).contains("there is no log in ");
        assertThat(command("log", "verify")).isEqualTo(CommandLine.ExitCode.USAGE);
    }
}

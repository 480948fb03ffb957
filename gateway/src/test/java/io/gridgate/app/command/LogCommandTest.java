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
        CommandLine commandLine = GridgateCommand.commandLine();
        commandLine.setOut(new PrintWriter(output));
        commandLine.setErr(new PrintWriter(errors, true));
        List<String> arguments =
                Stream.concat(
                                Stream.of("log", command, "--data", data.toString()),
                                Stream.of(options))
                        .toList();
        return commandLine.execute(arguments.toArray(String[]::new));
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
}

package io.gridgate.app.command;

import io.gridgate.app.process.StartException;
import io.gridgate.app.store.LogPlace;
import io.gridgate.http.JsonText;
import io.gridgate.http.admin.AuditJson;
import io.gridgate.log.Audit;
import io.gridgate.log.EventLog;
import io.gridgate.log.Topic;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Accounts for every event in the log of a data folder. */
@Command(
        name = "audit",
        description = {
            "Proves that no event is lost: of what was accepted in a time range, every event is",
            "acknowledged (by an outbox: forwarded), dead-lettered, expired or pending. Counts the",
            "stored records, too, and compares them with the books.",
            "",
            "A process that owns a data folder must be stopped; a running one answers GET",
            "/admin/audit. Opening its log is a start: locks end, and lives that are over.",
            "Replicas on PostgreSQL may run.",
            "",
            "Exit codes: 0 every event is accounted for, 4 something does not fit together.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LogAuditCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private LogPlaceOptions where = new LogPlaceOptions();

    @Option(names = "--topic", paramLabel = "NAME", description = "Audit only this topic.")
    private @Nullable String topic;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Begin of the range, such as 2026-11-21T00:00:00Z; rounded down to the quarter"
                            + " of an hour. Default: all there ever was.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "End of the range, exclusive; rounded up. Default: now.")
    private @Nullable Instant to;

    @Option(names = "--json", description = "Print one line of JSON for each topic.")
    private boolean json;

    @Override
    public Integer call() {
        boolean holds = true;
        LogPlace place = where.place();
        try (EventLog log = place.open()) {
            for (Topic each : wanted(log.topics(), place)) {
                holds &= audit(log, each);
            }
        }
        return holds ? 0 : LogCommand.FOUND_SOMETHING;
    }

    private List<Topic> wanted(List<Topic> topics, LogPlace place) {
        List<Topic> wanted =
                topics.stream()
                        .filter(each -> topic == null || each.name().value().equals(topic))
                        .toList();
        if (topic != null && wanted.isEmpty()) {
            throw new StartException(
                    "there is no topic %s in %s; there is %s"
                            .formatted(
                                    topic,
                                    place.data(),
                                    topics.stream().map(Topic::name).toList()));
        }
        return wanted;
    }

    private boolean audit(EventLog log, Topic each) {
        Instant begin = from == null ? Instant.EPOCH : from;
        Instant end = to == null ? log.now().plusMillis(1) : to;
        if (!begin.isBefore(end)) {
            throw new ParameterException(spec.commandLine(), "--from must be before --to");
        }
        Audit audit = log.audit(each.name(), begin, end, true).orElseThrow();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonText text = new JsonText(1024);
            AuditJson.write(text, Optional.empty(), audit);
            out.println(new String(text.toBytes(), StandardCharsets.UTF_8));
        } else {
            print(audit, out);
        }
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        audit.findings().forEach(finding -> err.println("gridgate: NOT ACCOUNTED FOR: " + finding));
        return audit.holds();
    }

    private static void print(Audit audit, PrintWriter out) {
        out.printf(
                "topic %s, %s to %s: %d accepted, %d of them wanted by nobody%n",
                audit.topic(), begin(audit), audit.to(), audit.accepted(), audit.unwanted());
        for (Audit.Account account : audit.accounts()) {
            out.printf(
                    "  %-24s matched %d = acknowledged %d + dead-lettered %d + expired %d + pending %d%n",
                    account.subscription().value(),
                    account.matched(),
                    account.acknowledged(),
                    account.deadLettered(),
                    account.expired(),
                    account.pending());
        }
        out.println(audit.holds() ? "  every event is accounted for" : "  IT DOES NOT HOLD");
    }

    private static String begin(Audit audit) {
        return audit.from().equals(Instant.EPOCH) ? "the first event" : audit.from().toString();
    }
}

package io.gridgate.app.command;

import io.gridgate.app.output.ReadyLine;
import io.gridgate.log.EventLog;
import io.gridgate.log.Verification;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Reads all of the log in a data folder. */
@Command(
        name = "verify",
        description = {
            "Reads every record of the log, compares its checksum, and looks up what it refers to.",
            "Says exactly what is damaged. Changes nothing that is damaged.",
            "",
            "A process that owns a data folder must be stopped, and opening its log is a start:",
            "locks end, and lives that are over. Replicas on PostgreSQL may run.",
            "",
            "Exit codes: 0 all could be read and fits together, 4 something does not.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LogVerifyCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private LogPlaceOptions where = new LogPlaceOptions();

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Verification found;
        try (EventLog log = where.place().open()) {
            found = log.verify().orElseThrow();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? ReadyLine.text(toMap(found)) : text(found));
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        found.findings().forEach(finding -> err.println("gridgate: DAMAGED: " + finding));
        return found.holds() ? 0 : LogCommand.FOUND_SOMETHING;
    }

    private static String text(Verification found) {
        return "events %d, pending %d, dead letters %d, dedup records %d: %s"
                .formatted(
                        found.events(),
                        found.pending(),
                        found.deadLetters(),
                        found.dedupRecords(),
                        found.holds() ? "all is well" : "SOMETHING IS DAMAGED");
    }

    private static Map<String, Object> toMap(Verification found) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("holds", found.holds());
        map.put("events", found.events());
        map.put("pending", found.pending());
        map.put("deadLetters", found.deadLetters());
        map.put("dedupRecords", found.dedupRecords());
        map.put("findings", found.findings());
        return map;
    }
}

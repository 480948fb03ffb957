package io.gridgate.app.command;

import io.gridgate.app.output.QuarantineText;
import io.gridgate.app.process.AdminCall;
import io.gridgate.app.process.StartException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Decides about events that violate their contract, through a running gateway. */
@Command(
        name = "quarantine",
        description = {
            "Shows events that violate their contract and wait for a person, and",
            "repairs, releases or drops them. Asks a running gateway with an admin key.",
            "",
            "Exit codes: 0 it is done, 1 it is not, 2 the command line is wrong.",
            ""
        },
        subcommands = CommandLine.HelpCommand.class,
        mixinStandardHelpOptions = true)
final class QuarantineCommand implements Runnable {

    private static final byte[] NOTHING = new byte[0];

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    @Command(
            name = "list",
            description = "Lists the sources that have a quarantine, or the events of one.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int list(
            @Mixin AdminOptions admin,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "PARTNER/SOURCE",
                            description = "One source. Default: how many events each has.")
                    @Nullable String source,
            @Option(
                            names = "--after",
                            paramLabel = "SEQUENCE",
                            defaultValue = "-1",
                            description = "Only events behind this one; a page has 100 at most.")
                    long after,
            @Option(names = "--json", description = "Print what the gateway says.") boolean json)
            throws InterruptedException {
        AdminCall.Answer answer =
                source == null
                        ? admin.call().get("/admin/quarantine")
                        : admin.call().get(path(source) + "?after=" + after);
        return print(answer, json);
    }

    @Command(
            name = "show",
            description = "Shows an event and where it violates its contract, as JSON.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int show(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "PARTNER/SOURCE", description = "The source.") String source,
            @Parameters(paramLabel = "SEQUENCE", description = "Its number in the list.")
                    long sequence)
            throws InterruptedException {
        return print(admin.call().get(path(source) + "/" + sequence), true);
    }

    @Command(
            name = "repair",
            description =
                    "Changes the data of an event by a JSON Patch (RFC 6902), and releases it if it"
                            + " keeps its contract then; else it stays as it is.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int repair(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "PARTNER/SOURCE", description = "The source.") String source,
            @Parameters(paramLabel = "SEQUENCE", description = "Its number in the list.")
                    long sequence,
            @Option(
                            names = "--patch",
                            paramLabel = "FILE",
                            required = true,
                            description = "The patch; its pointers go into the data.")
                    Path patch,
            @Option(names = "--try", description = "Only show what would become of it.")
                    boolean trial)
            throws InterruptedException {
        String query = trial ? "/repair?try=true" : "/repair";
        try {
            byte[] body = Files.readAllBytes(patch);
            return print(admin.call().post(path(source) + "/" + sequence + query, body), trial);
        } catch (IOException e) {
            throw new StartException(patch + ": cannot be read: " + e.getMessage(), e);
        }
    }

    @Command(
            name = "release",
            description = "Lets an event go on to its topic as it is.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int release(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "PARTNER/SOURCE", description = "The source.") String source,
            @Parameters(paramLabel = "SEQUENCE", description = "Its number in the list.")
                    long sequence)
            throws InterruptedException {
        return print(admin.call().post(path(source) + "/" + sequence + "/release", NOTHING), false);
    }

    @Command(
            name = "drop",
            description = "Gives an event up: it becomes a dead letter of the quarantine.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int drop(
            @Mixin AdminOptions admin,
            @Parameters(paramLabel = "PARTNER/SOURCE", description = "The source.") String source,
            @Parameters(paramLabel = "SEQUENCE", description = "Its number in the list.")
                    long sequence,
            @Option(
                            names = "--reason",
                            paramLabel = "TEXT",
                            required = true,
                            description = "Why, for whoever reads the dead letters.")
                    String reason)
            throws InterruptedException {
        String query = "/drop?reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8);
        return print(admin.call().post(path(source) + "/" + sequence + query, NOTHING), false);
    }

    private String path(String source) {
        if (!source.matches("[a-z0-9-]+/[a-z0-9-]+")) {
            throw new ParameterException(
                    spec.commandLine(), "a source is written as partner/source, not " + source);
        }
        return "/admin/quarantine/" + source;
    }

    private int print(AdminCall.Answer answer, boolean json) {
        if (answer.status() != 200) {
            throw new StartException(QuarantineText.failure(answer.status(), answer.body()));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.body());
        } else {
            QuarantineText.lines(answer.body()).forEach(out::println);
        }
        out.flush();
        return 0;
    }
}

package io.gridgate.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** Gives space back at once that a running process gives back little by little. */
@Command(
        name = "compact",
        description = {
            "In a data folder: merges files of the log that have something dead in them, however",
            "little; a running process waits until it is worth it. The process must be stopped.",
            "In PostgreSQL: removes all rows that nobody needs any more, at once; replicas may run.",
            "",
            "Opening the log is a start: lives that are over end.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LogCompactCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private LogPlaceOptions log = new LogPlaceOptions();

    @Option(names = "--quiet", description = "Do not tell what was done.")
    private boolean quiet;

    @Override
    public Integer call() {
        String done = log.place().compact();
        if (!quiet) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(done);
            out.flush();
        }
        return 0;
    }
}

package io.gridgate.app.command;

import io.gridgate.app.process.StartException;
import io.gridgate.app.settings.SettingsException;
import io.gridgate.archive.ArchiveException;
import io.gridgate.log.LogException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** What a person sees when a command fails: one line for what can be mended, a trace for a bug. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static int report(Exception failure, CommandLine commandLine) {
        if (failure instanceof StartException
                || failure instanceof SettingsException
                || failure instanceof LogException
                || failure instanceof ArchiveException
                || failure instanceof UncheckedIOException) {
            commandLine.getErr().println("gridgate: " + failure.getMessage());
            LOG.debug("the command failed", failure);
        } else {
            LOG.error("gridgate failed; this is a bug", failure);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Says what is wrong with a command line, and where to read more. */
    static int explain(CommandLine.ParameterException wrong) {
        CommandLine commandLine = wrong.getCommandLine();
        PrintWriter err = commandLine.getErr();
        err.println(wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try '" + commandLine.getCommandSpec().qualifiedName() + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }
}

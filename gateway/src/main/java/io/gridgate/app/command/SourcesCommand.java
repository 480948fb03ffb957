package io.gridgate.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with the sources of partners. */
@Command(
        name = "sources",
        description = "Helps to set up the sources of partners.",
        subcommands = {SourcesTryCommand.class, CommandLine.HelpCommand.class},
        mixinStandardHelpOptions = true)
final class SourcesCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}

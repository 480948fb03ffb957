package io.gridgate.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with event contracts where no gateway runs, such as in CI. */
@Command(
        name = "schemas",
        description =
                "Looks after event contracts: checks them and their changes, writes about them.",
        subcommands = {
            SchemasLintCommand.class,
            SchemasCheckCommand.class,
            SchemasDocsCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true)
final class SchemasCommand implements Runnable {

    /** Exit code where something is wrong with a contract, or breaks. */
    static final int FOUND_SOMETHING = 1;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}

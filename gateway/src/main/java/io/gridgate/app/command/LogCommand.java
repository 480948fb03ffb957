package io.gridgate.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with the log of a process that does not run. */
@Command(
        name = "log",
        description = "Looks after a log: proves, checks, exports, imports, compacts.",
        subcommands = {
            LogAuditCommand.class,
            LogVerifyCommand.class,
            LogExportCommand.class,
            LogImportCommand.class,
            LogCompactCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true)
final class LogCommand implements Runnable {

    /** Exit code where something does not fit together. */
    static final int FOUND_SOMETHING = 4;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}

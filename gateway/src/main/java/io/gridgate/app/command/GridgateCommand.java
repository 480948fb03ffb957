package io.gridgate.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself: it only knows its commands. */
@Command(
        name = "gridgate",
        description = "The gate between partners, Azure Event Grid and a private network.",
        subcommands = {
            UpCommand.class,
            NamespaceCommand.class,
            GatewayCommand.class,
            WorkerCommand.class,
            LogCommand.class,
            VersionCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
public final class GridgateCommand implements Runnable {

    @Spec private CommandSpec spec;

    private GridgateCommand() {}

    /**
     * Returns the program with its commands, and with a line instead of a trace for what people can
     * mend: exit code 1 where a command failed, 2 where the command line is wrong.
     *
     * @return the program, for one thread
     */
    public static CommandLine commandLine() {
        return new CommandLine(new GridgateCommand())
                .setParameterExceptionHandler((wrong, _) -> Failures.explain(wrong))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(
                        (failure, commandLine, parsed) -> Failures.report(failure, commandLine));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}

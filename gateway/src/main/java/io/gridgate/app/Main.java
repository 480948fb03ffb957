package io.gridgate.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry point of the command line. */
@Command(
        name = "gridgate",
        description = "The gate between partners, Azure Event Grid and a private network.",
        subcommands = {VersionCommand.class, CommandLine.HelpCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
public final class Main implements Runnable {

    @Spec private CommandSpec spec;

    /**
     * Runs one command and ends the process with its exit code: 0 when it did its work, 1 when it
     * failed, 2 when the command line is wrong.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(
                        (failure, commandLine, parsed) ->
                                Failures.report(failure, commandLine));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}

package io.gridgate.app;

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
final class GridgateCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}

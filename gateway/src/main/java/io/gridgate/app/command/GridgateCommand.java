package io.gridgate.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** The program itself: it only knows its commands. */
@Command(
        name = "gridgate",
        description = "The gate between partners, Azure Event Grid and a private network.",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
public final class GridgateCommand implements Runnable {

    private static final List<Entry<String, Class<?>>> COMMANDS =
            List.of(
                    Map.entry("up", UpCommand.class),
                    Map.entry("namespace", NamespaceCommand.class),
                    Map.entry("gateway", GatewayCommand.class),
                    Map.entry("worker", WorkerCommand.class),
                    Map.entry("health", HealthCommand.class),
                    Map.entry("log", LogCommand.class),
                    Map.entry("sources", SourcesCommand.class),
                    Map.entry("keys", KeysCommand.class),
                    Map.entry("schemas", SchemasCommand.class),
                    Map.entry("quarantine", QuarantineCommand.class),
                    Map.entry("doctor", DoctorCommand.class),
                    Map.entry("version", VersionCommand.class),
                    Map.entry("help", CommandLine.HelpCommand.class));

    @Spec private CommandSpec spec;

    private GridgateCommand() {}

    /**
     * Runs one command.
     *
     * @param arguments the command and its options
     * @return the exit code: 0 when it did its work, 1 when it failed, 2 when the command line is
     *     wrong, else what the command says of it
     */
    public static int execute(String... arguments) {
        return commandLine(arguments).execute(arguments);
    }

    /**
     * Returns the program with the command that is named, or with all where none is: what is read
     * of the others would take a good part of the start-up time.
     */
    static CommandLine commandLine(String... arguments) {
        CommandLine program = new CommandLine(new GridgateCommand());
        String name = arguments.length == 0 ? "" : arguments[0];
        boolean named = COMMANDS.stream().anyMatch(each -> isAskedFor(each.getKey(), name));
        for (Entry<String, Class<?>> command : COMMANDS) {
            if (!named || isAskedFor(command.getKey(), name)) {
                program.addSubcommand(command.getKey(), command.getValue());
            }
        }
        return program.setParameterExceptionHandler((wrong, _) -> Failures.explain(wrong))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(
                        (failure, commandLine, parsed) -> Failures.report(failure, commandLine));
    }

    /** Tells whether a command needs no other; help lists them all. */
    private static boolean isAskedFor(String command, String name) {
        return command.equals(name) && !command.equals("help");
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}

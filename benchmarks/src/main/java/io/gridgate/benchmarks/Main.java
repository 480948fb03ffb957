package io.gridgate.benchmarks;

import picocli.CommandLine;

/** Entry of the benchmarks. */
public final class Main {

    private Main() {}

    /**
     * Runs the command and ends the process with its exit code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new BenchCommand());
        line.setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println("gridgate bench: " + failure.getMessage());
            return 1;
        });
        System.exit(line.execute(arguments));
    }
}

package io.gridgate.app;

import io.gridgate.app.command.GridgateCommand;

/** Entry point of the command line. */
public final class Main {

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code: 0 when it did its work, 1 when it
     * failed, 2 when the command line is wrong.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        System.exit(GridgateCommand.execute(arguments));
    }
}

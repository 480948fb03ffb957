package io.gridgate.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with the keys of partners. */
@Command(
        name = "keys",
        description = {
            "Makes, lists and ends the keys that partners present. A running gateway takes a",
            "change over within two seconds.",
            ""
        },
        subcommands = {
            KeysMakeCommand.class,
            KeysListCommand.class,
            KeysRotateCommand.class,
            KeysExpireCommand.class,
            KeysRevokeCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true)
final class KeysCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}

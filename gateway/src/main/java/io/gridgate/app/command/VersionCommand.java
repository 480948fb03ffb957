package io.gridgate.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints which program runs on which Java. */
@Command(
        name = "version",
        description = "Prints the version of Gridgate and of Java.",
        mixinStandardHelpOptions = true)
final class VersionCommand implements Runnable {

    @Option(names = "--json", description = "Print one line of JSON instead.")
    private boolean json;

    @Override
    public void run() {
        String java = Runtime.version().toString();
        System.out.println(
                json
                        ? "{\"version\":\"%s\",\"java\":\"%s\"}"
                                .formatted(ProductVersion.number(), java)
                        : "gridgate %s on Java %s".formatted(ProductVersion.number(), java));
    }
}

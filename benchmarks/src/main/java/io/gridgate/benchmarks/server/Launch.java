package io.gridgate.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts servers: all on the same JDK with the same flags, each in a folder of its own.
 *
 * @param checkout where the product is
 * @param prefix what stands before the program, such as a command that pins it to a core
 * @param flags flags of the JVM
 */
public record Launch(Checkout checkout, List<String> prefix, List<String> flags) {

    /** Flags unless others are asked for. */
    public static final List<String> FLAGS = List.of("-Xmx256m");

    /** Copies the lists. */
    public Launch {
        prefix = List.copyOf(prefix);
        flags = List.copyOf(flags);
    }

    /** {@return the bare handler, started} */
    public ServerProcess bare() {
        List<String> command = java();
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), BareServer.class.getName()));
        return ServerProcess.start("bare", checkout.work(), command);
    }

    /**
     * Starts the product.
     *
     * @param name for messages and its log
     * @param moreFlags flags of the JVM on top
     * @param arguments its command line
     * @return the product, started
     */
    public ServerProcess product(String name, List<String> moreFlags, List<String> arguments) {
        if (!Files.exists(checkout.product())) {
            throw new IllegalStateException(checkout.product() + " is missing; build it first");
        }
        List<String> command = java();
        command.addAll(moreFlags);
        command.addAll(List.of("-jar", checkout.product().toString()));
        command.addAll(arguments);
        return ServerProcess.start(name, checkout.work(), command);
    }

    /**
     * Makes an empty folder.
     *
     * @param name its name; what was there is removed
     * @return the folder
     */
    public Path emptyFolder(String name) {
        Path folder = checkout.work().resolve(name);
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + folder, e);
        }
    }

    private List<String> java() {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        return command;
    }
}

package io.gridgate.app;

/** Entry point of the command line. */
public final class Main {

    private Main() {}

    /**
     * Runs one command.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        String version = Main.class.getPackage().getImplementationVersion();
        System.out.println("gridgate " + (version == null ? "unpackaged" : version));
    }
}

package io.gridgate.app.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a namespace, alone or as part of a site, listens. */
final class ListenerOptions {

    private static final int PORT_MAX = 65_535;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private final int httpsPortMin;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Address to bind; 0.0.0.0 is reachable from other machines.")
    private String host = "127.0.0.1";

    @Option(
            names = "--http-port",
            paramLabel = "N",
            description = "Port for HTTP; 0 picks a free one.")
    private int httpPort;

    @Option(
            names = "--https-port",
            paramLabel = "N",
            description = "Port for HTTPS of the namespace; 0 picks a free one.")
    private int httpsPort = 9443;

    /**
     * Options with these defaults.
     *
     * @param httpPort the port for HTTP
     * @param httpsPortMin the least port for HTTPS: -1 where there may be none
     */
    ListenerOptions(int httpPort, int httpsPortMin) {
        this.httpPort = httpPort;
        this.httpsPortMin = httpsPortMin;
    }

    String host() {
        return host;
    }

    int httpPort() {
        return checked("--http-port", httpPort, 0);
    }

    int httpsPort() {
        return checked("--https-port", httpsPort, httpsPortMin);
    }

    /** Returns a port, if it can be one. */
    int checked(String option, int port, int min) {
        if (port < min || port > PORT_MAX) {
            throw new ParameterException(
                    command.commandLine(),
                    "%s is %d; allowed: %d to %d".formatted(option, port, min, PORT_MAX));
        }
        return port;
    }
}

package io.gridgate.app.command;

import picocli.CommandLine.Option;

/** Where a namespace, alone or as part of a site, listens. */
final class ListenerOptions {

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

    ListenerOptions(int httpPort) {
        this.httpPort = httpPort;
    }

    String host() {
        return host;
    }

    int httpPort() {
        return httpPort;
    }

    int httpsPort() {
        return httpsPort;
    }
}

package io.gridgate.app.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the process listens.
 *
 * @param host the address to bind
 * @param httpPort the port for HTTP, 0 for any free one
 * @param httpsPort the port for HTTPS, 0 for any free one; none: no HTTPS
 * @param certificate the PEM certificate chain for HTTPS; none: a local one is made
 * @param privateKey the PEM private key of the certificate
 * @param shutdownDelay how long a process that is told to stop still takes requests while {@code
 *     /health/ready} answers 503
 */
public record ListenerSettings(
        String host,
        int httpPort,
        Optional<Integer> httpsPort,
        Optional<Path> certificate,
        Optional<Path> privateKey,
        Duration shutdownDelay) {

    static final Key<String> HOST =
            Key.of(
                    "host",
                    Kinds.text("host name or address", value -> !value.isBlank()),
                    "127.0.0.1",
                    "Address to bind. Put `0.0.0.0` here to be reachable from other machines.");
    static final Key<Integer> HTTP_PORT =
            Key.of(
                    "http-port",
                    Kinds.integer("port", 0, 65_535),
                    8080,
                    "Port for HTTP; 0 picks a free one.");
    static final Key<Integer> HTTPS_PORT =
            Key.optional(
                    "https-port",
                    Kinds.integer("port", 0, 65_535),
                    "Port for HTTPS; 0 picks a free one. Without it there is no HTTPS.");
    static final Key<Path> CERTIFICATE =
            Key.optional(
                    "certificate",
                    Kinds.path(),
                    "PEM certificate chain for HTTPS. Without it a local authority in the data"
                            + " folder issues one for localhost.");
    static final Key<Path> PRIVATE_KEY =
            Key.optional("private-key", Kinds.path(), "PEM private key of the certificate.");

    static final Key<Duration> SHUTDOWN_DELAY =
            Key.of(
                    "shutdown-delay",
                    Kinds.duration(Duration.ZERO, Duration.ofMinutes(5)),
                    Duration.ZERO,
                    "How long a process that is told to stop still takes requests while"
                            + " `/health/ready` answers 503, so that load balancers turn away from"
                            + " it first. Longer than they need to notice; with 20 s for what runs,"
                            + " shorter than the time until they kill.");

    static final Section SECTION =
            Section.of(
                    "Where the process listens.",
                    HOST,
                    HTTP_PORT,
                    HTTPS_PORT,
                    CERTIFICATE,
                    PRIVATE_KEY,
                    SHUTDOWN_DELAY);

    /** HTTP on the loopback address, no HTTPS. */
    public static final ListenerSettings DEFAULT =
            of(HOST.defaultValue(), HTTP_PORT.defaultValue(), Optional.empty());

    /** Checks the bounds. */
    public ListenerSettings {
        HOST.check(host);
        HTTP_PORT.check(httpPort);
        httpsPort.ifPresent(HTTPS_PORT::check);
        if (certificate.isPresent() != privateKey.isPresent()) {
            throw new IllegalArgumentException("certificate and private-key go together");
        }
        SHUTDOWN_DELAY.check(shutdownDelay);
    }

    /**
     * Returns settings with the given address and ports, and defaults.
     *
     * @param host the address to bind
     * @param httpPort the port for HTTP, 0 for any free one
     * @param httpsPort the port for HTTPS, 0 for any free one; none: no HTTPS
     * @return the settings
     */
    public static ListenerSettings of(String host, int httpPort, Optional<Integer> httpsPort) {
        return new ListenerSettings(
                host,
                httpPort,
                httpsPort,
                Optional.empty(),
                Optional.empty(),
                SHUTDOWN_DELAY.defaultValue());
    }

    /**
     * Returns the same with other ports.
     *
     * @param http the port for HTTP, 0 for any free one
     * @param https the port for HTTPS, 0 for any free one; none: no HTTPS
     * @return the settings
     */
    public ListenerSettings withPorts(int http, Optional<Integer> https) {
        return new ListenerSettings(host, http, https, certificate, privateKey, shutdownDelay);
    }

    static ListenerSettings from(Node node) {
        return node.make(() ->
                new ListenerSettings(
                        node.get(HOST),
                        node.get(HTTP_PORT),
                        node.find(HTTPS_PORT),
                        node.find(CERTIFICATE),
                        node.find(PRIVATE_KEY),
                        node.get(SHUTDOWN_DELAY)));
    }
}

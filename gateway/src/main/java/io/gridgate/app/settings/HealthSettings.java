package io.gridgate.app.settings;

/**
 * Where a worker process tells how it does. Without it, such a process listens nowhere.
 *
 * @param host the address to bind
 * @param port the port for HTTP, 0 for any free one
 */
public record HealthSettings(String host, int port) {

    /** The address where nothing else is said. */
    public static final String HOST_DEFAULT = "127.0.0.1";

    static final Key<String> HOST =
            Key.of(
                    "host",
                    Kinds.text("host name or address", value -> !value.isBlank()),
                    HOST_DEFAULT,
                    "Address to bind. Put `0.0.0.0` here for probes and scrapes from elsewhere;"
                            + " there is no authentication.");
    static final Key<Integer> PORT =
            Key.required("port", Kinds.integer("port", 0, 65_535), "Port for HTTP.");

    static final Section SECTION =
            Section.of(
                    "Where `gridgate worker` serves `/health/live`, `/health/ready`, `/metrics` and"
                            + " `/lag`. Without this section it listens nowhere.",
                    HOST,
                    PORT);

    /** Checks the bounds. */
    public HealthSettings {
        HOST.check(host);
        PORT.check(port);
    }

    static HealthSettings from(Node node) {
        return node.make(() -> new HealthSettings(node.get(HOST), node.get(PORT)));
    }
}

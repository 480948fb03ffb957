package io.gridgate.log.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Where the database is, how to get in, and the limits of the log.
 *
 * @param host name or address of the server
 * @param port its port
 * @param database the database
 * @param user the role to log in as
 * @param password asked for each new connection, from any thread; may throw where it has none
 * @param tls how the connection is secured
 * @param rootCertificate PEM file with the authorities to trust instead of the JDK's
 * @param schema the schema that holds the tables; lower case, replicas with the same one share
 * @param connectionsMax most connections in the pool; one more listens
 * @param queuedCallsMax how many calls of each kind may wait; more are refused as unavailable
 * @param queuedBytesMax how many bytes of events may wait
 * @param deadLetterRetention how long dead letters are kept
 */
public record PostgresLogOptions(
        String host,
        int port,
        String database,
        String user,
        Supplier<String> password,
        Tls tls,
        Optional<Path> rootCertificate,
        String schema,
        int connectionsMax,
        int queuedCallsMax,
        long queuedBytesMax,
        Duration deadLetterRetention) {

    /** The schema where none is named. */
    public static final String SCHEMA_DEFAULT = "gridgate";

    /** Connections where no other number is given. */
    public static final int CONNECTIONS_MAX_DEFAULT = 10;

    /** Fewest connections: one for each thread that must not wait for another. */
    public static final int CONNECTIONS_MAX_MIN = 8;

    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,39}");

    /** How a connection is secured, in the words of the driver's {@code sslmode}. */
    public enum Tls {
        /** No encryption; for a server on the same machine. */
        DISABLE("disable"),
        /** Encrypted, but anybody may be the server. */
        REQUIRE("require"),
        /** Encrypted, and the server's certificate is of a trusted authority. */
        VERIFY_CA("verify-ca"),
        /** Encrypted, and the server's certificate is of a trusted authority and for this host. */
        VERIFY_FULL("verify-full");

        private final String sslMode;

        Tls(String sslMode) {
            this.sslMode = sslMode;
        }

        String sslMode() {
            return sslMode;
        }
    }

    /** Checks the bounds. */
    public PostgresLogOptions {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
        }
        if (!allowsSchema(schema)) {
            throw new IllegalArgumentException(
                    "schema must be up to 40 lower-case letters, digits and underscores: "
                            + schema);
        }
        if (connectionsMax < CONNECTIONS_MAX_MIN) {
            throw new IllegalArgumentException(
                    "the log needs " + CONNECTIONS_MAX_MIN + " connections at least");
        }
        if (queuedCallsMax < 1 || queuedBytesMax < 1 << 20) {
            throw new IllegalArgumentException("the queue must hold a call and 1 MiB at least");
        }
    }

    /**
     * {@return whether a text can be the name of the schema}
     *
     * @param name the text
     */
    public static boolean allowsSchema(String name) {
        return SCHEMA.matcher(name).matches();
    }

    /**
     * {@return options with default limits}
     *
     * @param host name or address of the server
     * @param port its port
     * @param database the database
     * @param user the role to log in as
     * @param password asked for each new connection
     * @param tls how the connection is secured
     */
    public static PostgresLogOptions of(
            String host,
            int port,
            String database,
            String user,
            Supplier<String> password,
            Tls tls) {
        return new PostgresLogOptions(
                host,
                port,
                database,
                user,
                password,
                tls,
                Optional.empty(),
                SCHEMA_DEFAULT,
                CONNECTIONS_MAX_DEFAULT,
                10_000,
                32L << 20,
                Duration.ofDays(90));
    }

    /**
     * {@return these options with another schema}
     *
     * @param name the schema
     */
    public PostgresLogOptions withSchema(String name) {
        return new PostgresLogOptions(
                host,
                port,
                database,
                user,
                password,
                tls,
                rootCertificate,
                name,
                connectionsMax,
                queuedCallsMax,
                queuedBytesMax,
                deadLetterRetention);
    }

    /**
     * {@return these options with other authorities and another pool}
     *
     * @param authorities PEM file with the authorities to trust instead of the JDK's
     * @param connections most connections in the pool
     */
    public PostgresLogOptions with(Optional<Path> authorities, int connections) {
        return new PostgresLogOptions(
                host,
                port,
                database,
                user,
                password,
                tls,
                authorities,
                schema,
                connections,
                queuedCallsMax,
                queuedBytesMax,
                deadLetterRetention);
    }

    /** Returns where the log is, for messages; without secrets. */
    String place() {
        return "postgresql://" + host + ":" + port + "/" + database + " schema " + schema;
    }
}

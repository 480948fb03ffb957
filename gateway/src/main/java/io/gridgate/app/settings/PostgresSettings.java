package io.gridgate.app.settings;

import io.gridgate.auth.Secret;
import io.gridgate.log.postgres.PostgresLogOptions;
import io.gridgate.log.postgres.PostgresLogOptions.Tls;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The database that replicas keep their logs in.
 *
 * @param store {@code postgresql://host[:port]/database}
 * @param user the role to log in as
 * @param identity how to authenticate
 * @param password the role's password, for {@link Identity#PASSWORD}
 * @param tls how the connection is secured
 * @param trustedCertificates PEM file with the certificate authorities to trust instead of the
 *     JDK's
 * @param schema start of the names of the schemas; each role of a process has one
 * @param connectionsMax most connections of one role of one process
 */
public record PostgresSettings(
        URI store,
        String user,
        Identity identity,
        Optional<Secret> password,
        Tls tls,
        Optional<Path> trustedCertificates,
        String schema,
        int connectionsMax) {

    /** How to authenticate to the database. */
    public enum Identity {
        /** With the password of the role. */
        PASSWORD,
        /** With a token of Entra ID as password, found by DefaultAzureCredential. */
        AZURE
    }

    /** What {@code store} says for a log in the data folder. */
    static final String EMBEDDED = "embedded";

    private static final Pattern URL =
            Pattern.compile(
                    "(postgresql://[^/?#@\\s]+/[A-Za-z0-9_.-]+)(\\?user=([^&=#\\s]+)(&entra=true)?)?");
    private static final int PORT_DEFAULT = 5432;

    static final Key<String> STORE =
            Key.of(
                    "store",
                    Kinds.text(
                            "`embedded`, or"
                                    + " `postgresql://HOST[:PORT]/DATABASE[?user=NAME[&entra=true]]`",
                            value -> value.equals(EMBEDDED) || isUrl(value)),
                    EMBEDDED,
                    "Where events are kept: in the data folder of this process, or in a PostgreSQL"
                            + " database that several replicas share. `user` and `entra=true` say the same as"
                            + " `user` and `identity: azure` of the section `postgresql`.");

    static final Key<String> USER =
            Key.optional(
                    "user",
                    Kinds.text("name", value -> !value.isBlank()),
                    "Role to log in as. Required where `store` does not name it.");
    static final Key<Identity> IDENTITY =
            Key.of(
                    "identity",
                    Kinds.choice(Identity.class),
                    Identity.PASSWORD,
                    "How to authenticate: with `password`, or with a token for the Azure identity"
                            + " of the process, as Azure Database for PostgreSQL takes it.");
    static final Key<Secret> PASSWORD =
            Key.optional(
                    "password", Kinds.secret(1), "Password of the role, for `identity: password`.");
    static final Key<Tls> TLS =
            Key.of(
                    "tls",
                    Kinds.choice(Tls.class),
                    Tls.VERIFY_FULL,
                    "`verify-full`: the server's certificate must be of a trusted authority and for"
                            + " this host; `verify-ca`: of a trusted authority; `require`: encrypted,"
                            + " whoever answers; `disable`: not encrypted, for a server on the same"
                            + " machine.");
    static final Key<Path> TRUSTED_CERTIFICATES =
            Key.optional(
                    "trusted-certificates",
                    Kinds.path(),
                    "PEM file with the certificate authorities to trust instead of those of the JDK.");
    static final Key<String> SCHEMA =
            Key.of(
                    "schema",
                    Kinds.text(
                            "up to 28 lower-case letters, digits and underscores",
                            value ->
                                    value.length() <= 28 && PostgresLogOptions.allowsSchema(value)),
                    PostgresLogOptions.SCHEMA_DEFAULT,
                    "Start of the names of the schemas: the gateway keeps its log in"
                            + " `<schema>_gateway`, the namespace in `<schema>_namespace`.");
    static final Key<Integer> CONNECTIONS_MAX =
            Key.of(
                    "connections-max",
                    Kinds.integer("connections", PostgresLogOptions.CONNECTIONS_MAX_MIN, 100),
                    PostgresLogOptions.CONNECTIONS_MAX_DEFAULT,
                    "Most pooled connections of one process. One more listens for other replicas.");

    static final Section SECTION =
            Section.of(
                    "The database of `store: postgresql://…`.",
                    USER,
                    IDENTITY,
                    PASSWORD,
                    TLS,
                    TRUSTED_CERTIFICATES,
                    SCHEMA,
                    CONNECTIONS_MAX);

    /** Checks the bounds, and that a password is there exactly when it is needed. */
    public PostgresSettings {
        STORE.check(store.toString());
        USER.check(user);
        SCHEMA.check(schema);
        CONNECTIONS_MAX.check(connectionsMax);
        if (identity == Identity.PASSWORD && password.isEmpty()) {
            throw new IllegalArgumentException("needs a password, or identity: azure");
        }
        if (identity == Identity.AZURE && password.isPresent()) {
            throw new IllegalArgumentException(
                    "has a password, which identity: azure does not use");
        }
        if (identity == Identity.AZURE && tls == Tls.DISABLE) {
            throw new IllegalArgumentException("identity: azure needs tls");
        }
        if (tls == Tls.REQUIRE && trustedCertificates.isPresent()) {
            throw new IllegalArgumentException(
                    "tls: require checks no certificate; use verify-full with"
                            + " trusted-certificates");
        }
    }

    private static boolean isUrl(String value) {
        if (!URL.matcher(value).matches()) {
            return false;
        }
        try {
            URI url = URI.create(value);
            return url.getHost() != null && url.getPort() != 0 && url.getPort() <= 65_535;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** {@return the host of the server} */
    public String host() {
        return store.getHost();
    }

    /** {@return the port of the server} */
    public int port() {
        return store.getPort() == -1 ? PORT_DEFAULT : store.getPort();
    }

    /** {@return the name of the database} */
    public String database() {
        return store.getPath().substring(1);
    }

    /** Reads the two keys that belong together: {@code store} and the section. */
    static Optional<PostgresSettings> from(Node top) {
        String store = top.get(STORE);
        Node node = top.child("postgresql", SECTION);
        if (store.equals(EMBEDDED)) {
            if (top.has("postgresql")) {
                return node.make(() -> {
                    throw new IllegalArgumentException(
                            "is there, but store is 'embedded'; give store:"
                                    + " postgresql://HOST/DATABASE");
                });
            }
            return Optional.empty();
        }
        return Optional.of(node.make(() -> of(store, node)));
    }

    private static PostgresSettings of(String store, Node node) {
        Matcher url = URL.matcher(store);
        if (!url.matches()) {
            throw new IllegalStateException(STORE.name() + " was checked before");
        }
        Optional<String> user = Optional.ofNullable(url.group(3)).or(() -> node.find(USER));
        return new PostgresSettings(
                URI.create(url.group(1)),
                user.orElseThrow(() -> new IllegalArgumentException("needs a user")),
                url.group(4) == null ? node.get(IDENTITY) : Identity.AZURE,
                node.find(PASSWORD),
                node.get(TLS),
                node.find(TRUSTED_CERTIFICATES),
                node.get(SCHEMA),
                node.get(CONNECTIONS_MAX));
    }
}

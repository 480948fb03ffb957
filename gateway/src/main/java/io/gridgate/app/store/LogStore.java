package io.gridgate.app.store;

import io.gridgate.app.settings.PostgresSettings;
import io.gridgate.auth.Secret;
import io.gridgate.handlers.client.AzureCredentials;
import io.gridgate.log.EventLog;
import io.gridgate.log.embedded.EmbeddedLog;
import io.gridgate.log.embedded.EmbeddedLogOptions;
import io.gridgate.log.embedded.EmbeddedSink;
import io.gridgate.log.embedded.EmbeddedSource;
import io.gridgate.log.move.PieceSink;
import io.gridgate.log.move.PieceSource;
import io.gridgate.log.postgres.PostgresLog;
import io.gridgate.log.postgres.PostgresLogOptions;
import io.gridgate.log.postgres.PostgresSink;
import io.gridgate.log.postgres.PostgresSource;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Where a role keeps its log. */
public sealed interface LogStore {

    /** In the data folder. */
    LogStore EMBEDDED = new InFolder();

    /**
     * Opens the log.
     *
     * @param data the data folder of the role
     * @param clock the time of a log that has none of its own
     * @return the log; the caller closes it
     */
    EventLog open(Path data, InstantSource clock);

    /**
     * Opens the log to read it piece by piece.
     *
     * @param data the data folder of the role
     * @return the log; the caller closes it
     */
    PieceSource source(Path data);

    /**
     * Begins a log that is filled piece by piece.
     *
     * @param data the data folder of the role
     * @return the log; the caller closes it
     */
    PieceSink sink(Path data);

    /**
     * Gives space back that is not needed.
     *
     * @param data the data folder of the role
     * @return what was done, in words
     */
    String compact(Path data);

    /**
     * Names the kind of store.
     *
     * @return {@code embedded} or {@code postgresql}
     */
    String kind();

    /**
     * Tells whether several processes may have it open at once.
     *
     * @return whether they may
     */
    boolean isShared();

    /**
     * Chooses by the settings.
     *
     * @param settings where the database is, if there is one
     * @param role names the schema in the database
     * @return the store
     */
    static LogStore of(Optional<PostgresSettings> settings, String role) {
        return settings.<LogStore>map(database -> new InDatabase(database, role)).orElse(EMBEDDED);
    }

    /** A log in a folder of this process. */
    record InFolder() implements LogStore {
        @Override
        public EventLog open(Path data, InstantSource clock) {
            return EmbeddedLog.open(folder(data), EmbeddedLogOptions.DEFAULT, clock);
        }

        private static Path folder(Path data) {
            return data.resolve("log");
        }

        @Override
        public PieceSource source(Path data) {
            return EmbeddedSource.open(folder(data));
        }

        @Override
        public PieceSink sink(Path data) {
            return EmbeddedSink.create(folder(data));
        }

        @Override
        public String compact(Path data) {
            InstantSource clock = InstantSource.system();
            EmbeddedLogOptions options = EmbeddedLogOptions.DEFAULT;
            try (EmbeddedLog log = EmbeddedLog.open(folder(data), options, clock)) {
                EmbeddedLog.Compaction done = log.compact();
                return "%d bytes before, %d bytes after"
                        .formatted(done.bytesBefore(), done.bytesAfter());
            }
        }

        @Override
        public String kind() {
            return "embedded";
        }

        @Override
        public boolean isShared() {
            return false;
        }
    }

    /**
     * A log that replicas share; it runs on the time of the database.
     *
     * @param settings where the database is
     * @param role the role whose log it is
     */
    record InDatabase(PostgresSettings settings, String role) implements LogStore {
        @Override
        public EventLog open(Path data, InstantSource clock) {
            return PostgresLog.open(options(clock));
        }

        private PostgresLogOptions options(InstantSource clock) {
            return PostgresLogOptions.of(
                            settings.host(),
                            settings.port(),
                            settings.database(),
                            settings.user(),
                            password(clock),
                            settings.tls())
                    .withSchema(settings.schema() + "_" + role)
                    .with(settings.trustedCertificates(), settings.connectionsMax());
        }

        @Override
        public PieceSource source(Path data) {
            return PostgresSource.open(options(InstantSource.system()));
        }

        @Override
        public PieceSink sink(Path data) {
            return PostgresSink.create(options(InstantSource.system()));
        }

        @Override
        public String compact(Path data) {
            try (PostgresLog log = PostgresLog.open(options(InstantSource.system()))) {
                return "%d rows removed".formatted(log.compact());
            }
        }

        @Override
        public String kind() {
            return "postgresql";
        }

        private Supplier<String> password(InstantSource clock) {
            return switch (settings.identity()) {
                case PASSWORD -> {
                    Secret password = settings.password().orElseThrow();
                    yield password::reveal;
                }
                case AZURE -> new EntraPassword(AzureCredentials.fromEnvironment(), clock);
            };
        }

        @Override
        public boolean isShared() {
            return true;
        }
    }
}

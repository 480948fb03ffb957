package io.gridgate.app.store;

import io.gridgate.app.settings.PostgresSettings;
import io.gridgate.auth.Secret;
import io.gridgate.handlers.client.AzureCredentials;
import io.gridgate.log.EventLog;
import io.gridgate.log.embedded.EmbeddedLog;
import io.gridgate.log.embedded.EmbeddedLogOptions;
import io.gridgate.log.postgres.PostgresLog;
import io.gridgate.log.postgres.PostgresLogOptions;

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
            return EmbeddedLog.open(data.resolve("log"), EmbeddedLogOptions.DEFAULT, clock);
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
            return PostgresLog.open(
                    PostgresLogOptions.of(
                                    settings.host(),
                                    settings.port(),
                                    settings.database(),
                                    settings.user(),
                                    password(clock),
                                    settings.tls())
                            .withSchema(settings.schema() + "_" + role)
                            .with(settings.trustedCertificates(), settings.connectionsMax()));
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

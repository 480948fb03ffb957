package io.gridgate.log.postgres;

import io.gridgate.log.LogException;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Brings the tables to the version of this program. */
final class Tables {

    private static final String SCRIPTS = "classpath:io/gridgate/log/postgres";

    private Tables() {}

    /**
     * Opens a database with tables of this version.
     *
     * @throws LogException if the database does not answer, or its tables cannot be used
     */
    static Database open(PostgresLogOptions options) {
        Database database = null;
        try {
            database = Database.open(options);
            migrate(database, options);
            return database;
        } catch (SQLException | RuntimeException e) {
            if (database != null) {
                database.close();
            }
            throw cannotOpen(options, e);
        }
    }

    static LogException cannotOpen(PostgresLogOptions options, Exception cause) {
        return new LogException(
                "the log in %s cannot be opened: %s".formatted(options.place(), cause.getMessage()),
                cause);
    }

    /**
     * Makes or changes what is missing, one replica at a time: a lock of the database is held all
     * the while, so that replicas that start together do not both make the schema.
     *
     * @throws LogException if the role may not, or the tables are of a newer program
     */
    static void migrate(Database database, PostgresLogOptions options) throws SQLException {
        try (Connection connection = database.connect()) {
            lock(connection, "pg_advisory_lock", options);
            try {
                flyway(database, options).migrate();
            } catch (FlywayValidateException e) {
                throw new LogException(
                        ("the tables were made by another version of Gridgate, and there is no"
                                        + " migration before the first release; start with an empty"
                                        + " schema, or with the version that made %s")
                                .formatted(options.schema()),
                        e);
            } catch (FlywayException e) {
                throw new LogException(
                        "the tables of %s cannot be brought to this version: %s"
                                .formatted(options.place(), firstLine(e)),
                        e);
            } finally {
                lock(connection, "pg_advisory_unlock", options);
            }
        }
    }

    private static Flyway flyway(Database database, PostgresLogOptions options) {
        return Flyway.configure()
                .dataSource(database.forMigration())
                .schemas(options.schema())
                .locations(SCRIPTS)
                .table("schema_history")
                .load();
    }

    private static void lock(Connection connection, String function, PostgresLogOptions options)
            throws SQLException {
        String text = "SELECT " + function + "(hashtextextended('gridgate tables ' || ?, 0))";
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            statement.setString(1, options.schema());
            statement.execute();
        }
    }

    private static String firstLine(FlywayException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}

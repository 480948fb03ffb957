package io.gridgate.handlers.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

/** A PostgreSQL server of the tests' own; where none can be started the test is skipped. */
public final class RealPostgres implements AutoCloseable {

    private final EmbeddedPostgres server;

    private RealPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    public static RealPostgres start() {
        try {
            return new RealPostgres(EmbeddedPostgres.start());
        } catch (IOException | IllegalStateException e) {
            return abort("no PostgreSQL can be started here: " + e);
        }
    }

    /** Returns the database, after these tables are gone. */
    public DataSource without(String... tables) throws SQLException {
        DataSource source = server.getPostgresDatabase();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + String.join(", ", tables));
        }
        return source;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

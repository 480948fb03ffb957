package io.gridgate.wellbeing.hr;

import io.gridgate.wellbeing.story.Day;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What HR was told. No constraint keeps a notice from standing there twice: that is what the
 * patterns are for.
 */
public final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private Notices() {}

    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    CREATE TABLE IF NOT EXISTS hr_notices (
                      subject VARCHAR(100) NOT NULL,
                      rating INT NOT NULL)\
                    """);
        }
    }

    /** Tells HR, in the transaction of the connection. */
    static void tell(Connection connection, Day day, int rating) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO hr_notices VALUES (?, ?)")) {
            insert.setString(1, day.toString());
            insert.setInt(2, rating);
            insert.executeUpdate();
        }
        LOG.info("HR is told: {} was rated {}", day, rating);
    }

    /** Returns how many notices there are. */
    static long count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM hr_notices")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

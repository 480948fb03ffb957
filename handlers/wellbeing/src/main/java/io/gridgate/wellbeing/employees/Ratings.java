package io.gridgate.wellbeing.employees;

import io.gridgate.handlers.jdbc.Transaction;
import io.gridgate.handlers.outbox.Outbox;
import io.gridgate.wellbeing.story.Day;
import io.gridgate.wellbeing.story.StoryEvents;
import io.gridgate.wellbeing.story.StoryEvents.Rating;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;

import javax.sql.DataSource;

/** The ratings of all employees. A rating and its event are one transaction. */
public final class Ratings {

    private final DataSource database;
    private final Outbox outbox;
    private final Clock clock;

    public Ratings(DataSource database, Outbox outbox, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Makes the table where it is not there. */
    public void create() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    CREATE TABLE IF NOT EXISTS ratings (
                      employee_id CHAR(36) NOT NULL,
                      rated_day DATE NOT NULL,
                      rating INT NOT NULL,
                      PRIMARY KEY (employee_id, rated_day))\
                    """);
        }
    }

    /** Records a rating; false where the employee has rated this day already. */
    public boolean record(Day day, int rating) throws SQLException {
        try (Connection connection = database.getConnection()) {
            try (Transaction transaction = new Transaction(connection);
                    PreparedStatement insert =
                            connection.prepareStatement("INSERT INTO ratings VALUES (?, ?, ?)")) {
                insert.setString(1, day.employeeId());
                insert.setObject(2, day.day());
                insert.setInt(3, rating);
                insert.executeUpdate();
                outbox.append(
                        connection,
                        StoryEvents.event(
                                day.toString(),
                                "employees",
                                StoryEvents.RECORDED,
                                day,
                                clock.instant(),
                                new Rating(day.employeeId(), day.day().toString(), rating)));
                transaction.commit();
                return true;
            } catch (SQLException e) {
                // Databases name the violation differently; whether the rating is there, all can.
                if (isRated(connection, day)) {
                    return false;
                }
                throw e;
            }
        }
    }

    private static boolean isRated(Connection connection, Day day) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT 1 FROM ratings WHERE employee_id = ? AND rated_day = ?")) {
            select.setString(1, day.employeeId());
            select.setObject(2, day.day());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }
}

package io.gridgate.wellbeing.hr;

import io.gridgate.wellbeing.story.Day;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What HR knows of each day, where nobody leads: whether it was rated, whether the letter is sent,
 * whether HR was told. Each method works in the transaction of the connection. Where two events
 * make the same case at the same time, the second fails, and finds the case when it comes again.
 */
final class HrCases {

    /** A case that HR was not told of; either rated, or with a letter that is sent. */
    record OpenCase(String subject, boolean rated) {}

    private HrCases() {}

    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    CREATE TABLE IF NOT EXISTS hr_cases (
                      subject VARCHAR(100) PRIMARY KEY,
                      rating INT NOT NULL,
                      letter_sent INT NOT NULL,
                      told INT NOT NULL)\
                    """);
        }
    }

    static void rated(Connection connection, Day day, int rating) throws SQLException {
        if (update(connection, "UPDATE hr_cases SET rating = ? WHERE subject = ?", rating, day)
                == 0) {
            update(
                    connection,
                    "INSERT INTO hr_cases (rating, subject, letter_sent, told) VALUES (?, ?, 0, 0)",
                    rating,
                    day);
        }
    }

    static void letterSent(Connection connection, Day day) throws SQLException {
        if (update(connection, "UPDATE hr_cases SET letter_sent = ? WHERE subject = ?", 1, day)
                == 0) {
            update(
                    connection,
                    "INSERT INTO hr_cases (letter_sent, subject, rating, told) VALUES (?, ?, 0, 0)",
                    1,
                    day);
        }
    }

    /** Notes that HR is told, where it may be and was not; returns the rating. */
    static Optional<Integer> close(Connection connection, Day day) throws SQLException {
        String close =
                """
                UPDATE hr_cases SET told = ?
                WHERE subject = ? AND told = 0 AND rating > 0 AND letter_sent = 1\
                """;
        if (update(connection, close, 1, day) == 0) {
            return Optional.empty();
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT rating FROM hr_cases WHERE subject = ?")) {
            select.setString(1, day.toString());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getInt(1)) : Optional.empty();
            }
        }
    }

    /** Returns whether there is a rating and no letter, and locks the case. */
    static boolean waitsForLetter(Connection connection, Day day) throws SQLException {
        String lock =
                "UPDATE hr_cases SET letter_sent = ? WHERE subject = ? AND letter_sent = 0 AND"
                        + " rating > 0";
        return update(connection, lock, 0, day) == 1;
    }

    static List<OpenCase> open(Connection connection, int most) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT subject, rating FROM hr_cases WHERE told = 0 ORDER BY subject"
                                + " LIMIT ?")) {
            select.setInt(1, most);
            List<OpenCase> open = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    open.add(new OpenCase(rows.getString(1), rows.getInt(2) > 0));
                }
            }
            return open;
        }
    }

    private static int update(Connection connection, String sql, int value, Day day)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, value);
            statement.setString(2, day.toString());
            return statement.executeUpdate();
        }
    }
}

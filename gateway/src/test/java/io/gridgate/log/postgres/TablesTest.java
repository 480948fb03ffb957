package io.gridgate.log.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.log.LogException;
import io.gridgate.testing.TestDatabase;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;

/** Tables of another version are refused with what to do. */
class TablesTest {

    private final PostgresLogOptions options = PostgresFixture.options(TestDatabase.freshSchema());

    @Test
    void refusesTablesOfAnotherVersion() throws SQLException {
        PostgresLog.open(options).close();
        try (Database database = Database.open(options);
                Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "UPDATE schema_history SET checksum = 1 WHERE version IS NOT NULL");
        }

        assertThatThrownBy(() -> PostgresLog.open(options).close())
                .isInstanceOf(LogException.class)
                .hasMessageEndingWith(
                        "the tables were made by another version of Gridgate, and there is no"
                                + " migration before the first release; start with an empty schema,"
                                + " or with the version that made "
                                + options.schema());
    }
}

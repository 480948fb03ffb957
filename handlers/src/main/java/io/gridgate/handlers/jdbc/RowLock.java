package io.gridgate.handlers.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The end of a {@code SELECT} that locks the rows it finds until the transaction ends. Empty on
 * SQLite, which has no row locks and needs none: one transaction writes at a time.
 */
public final class RowLock {

    private RowLock() {}

    /**
     * {@return the clause that waits for rows that another transaction holds}
     *
     * @param connection tells which database it is
     * @throws SQLException if the database does not answer
     */
    public static String waiting(Connection connection) throws SQLException {
        return hasRowLocks(connection) ? " FOR UPDATE" : "";
    }

    /**
     * {@return the clause that passes over rows that another transaction holds}
     *
     * @param connection tells which database it is
     * @throws SQLException if the database does not answer
     */
    public static String skipping(Connection connection) throws SQLException {
        return hasRowLocks(connection) ? " FOR UPDATE SKIP LOCKED" : "";
    }

    private static boolean hasRowLocks(Connection connection) throws SQLException {
        return !connection.getMetaData().getDatabaseProductName().equals("SQLite");
    }
}

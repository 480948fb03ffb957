package io.gridgate.handlers.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** A transaction that is rolled back when it is closed before it was committed. For one thread. */
public final class Transaction implements AutoCloseable {

    private final Connection connection;
    private final boolean autoCommit;
    private boolean open = true;

    /**
     * Begins.
     *
     * @param connection stays open when the transaction ends
     * @throws SQLException if the database refuses
     */
    public Transaction(Connection connection) throws SQLException {
        this.connection = connection;
        this.autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
    }

    /**
     * Commits.
     *
     * @throws SQLException if the database refuses, or its answer is lost
     */
    public void commit() throws SQLException {
        connection.commit();
        open = false;
    }

    /** Gives the connection back as it was. */
    @Override
    public void close() throws SQLException {
        if (open) {
            connection.rollback();
        }
        connection.setAutoCommit(autoCommit);
    }
}

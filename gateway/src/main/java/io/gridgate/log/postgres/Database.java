package io.gridgate.log.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;

import javax.sql.DataSource;

/**
 * The connections of one replica. Statements run on the log's own threads, never on those of
 * callers: an interrupt of a virtual thread would close its socket. For any number of threads.
 */
final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /**
     * A column for statements whose effect others see at the commit, though it is on disk only a
     * moment later: for what a crash of the database may undo.
     */
    static final String FORGETFUL = "set_config('synchronous_commit', 'off', true)";

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration BORROW = Duration.ofSeconds(3);
    private static final Duration SOCKET = Duration.ofSeconds(60);

    /**
     * What every connection starts with. A commit must reach the disk, whatever the server's
     * default says. Every statement of the log goes by an index; a plan made while a table was
     * small must not scan it once it is large.
     */
    private static final String PREPARE =
            """
            SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit')
                       WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false),
                   set_config('enable_seqscan', 'off', false),
                   set_config('jit', 'off', false),
                   set_config('work_mem', '32MB', false),
                   set_config('lock_timeout', '20s', false),
                   set_config('statement_timeout', '30s', false),
                   set_config('idle_in_transaction_session_timeout', '60s', false)
            """;

    private final DataSource direct;
    private final HikariDataSource pool;

    private Database(DataSource direct, HikariDataSource pool) {
        this.direct = direct;
        this.pool = pool;
    }

    /**
     * Opens the pool; the database must answer.
     *
     * @throws SQLException if it does not
     */
    static Database open(PostgresLogOptions options) throws SQLException {
        DataSource direct = new Login(driver(options), options);
        try (Connection first = direct.getConnection()) {
            warnOfLostFsync(first, options);
        }
        HikariConfig config = new HikariConfig();
        config.setPoolName("log-" + options.schema());
        config.setDataSource(direct);
        config.setMaximumPoolSize(options.connectionsMax());
        config.setMinimumIdle(2);
        config.setConnectionTimeout(BORROW.toMillis());
        config.setValidationTimeout(Duration.ofSeconds(2).toMillis());
        config.setInitializationFailTimeout(-1);
        config.setMaxLifetime(Duration.ofMinutes(30).toMillis());
        config.setAutoCommit(false);
        config.setConnectionInitSql(PREPARE);
        return new Database(direct, new HikariDataSource(config));
    }

    private static PGSimpleDataSource driver(PostgresLogOptions options) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {options.host()});
        source.setPortNumbers(new int[] {options.port()});
        source.setDatabaseName(options.database());
        source.setCurrentSchema(options.schema());
        source.setApplicationName("gridgate");
        source.setConnectTimeout((int) CONNECT.toSeconds());
        source.setLoginTimeout((int) CONNECT.toSeconds());
        source.setSocketTimeout((int) SOCKET.toSeconds());
        source.setTcpKeepAlive(true);
        source.setPrepareThreshold(1);
        source.setSslMode(options.tls().sslMode());
        if (options.rootCertificate().isPresent()) {
            source.setSslRootCert(options.rootCertificate().get().toString());
        } else if (options.tls() != PostgresLogOptions.Tls.DISABLE) {
            source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        return source;
    }

    private static void warnOfLostFsync(Connection connection, PostgresLogOptions options)
            throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT current_setting('fsync')")) {
            if (row.next() && "off".equals(row.getString(1))) {
                LOG.warn(
                        "{} runs with fsync=off: a crash of its machine loses events",
                        options.place());
            }
        }
    }

    /** Work on a connection. */
    interface Work<R> {
        R on(Connection connection) throws SQLException;
    }

    /** Makes a connection outside the pool, in auto-commit mode. */
    Connection connect() throws SQLException {
        return direct.getConnection();
    }

    /** Returns a source of connections outside the pool, for the migration of the tables. */
    DataSource forMigration() {
        return direct;
    }

    /**
     * Runs work as one transaction that is on disk when this returns, unless a statement of it says
     * {@link #FORGETFUL}. Work that failed before its commit, because its connection was dead or by
     * a deadlock, is done once more.
     */
    <R> R transaction(Work<R> work) {
        try {
            try {
                return once(work);
            } catch (BeforeCommit e) {
                LOG.debug("a transaction is done again", e);
                return once(work);
            }
        } catch (BeforeCommit e) {
            throw Faults.of(e.failure);
        } catch (SQLException e) {
            throw Faults.of(e);
        }
    }

    /**
     * Asks questions of one moment that may take long, on a connection of their own: nothing else
     * waits for it, and no limit of time ends it.
     */
    <R> R report(Work<R> work) {
        try (Connection connection = direct.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, 0);
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            R result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw Faults.of(e);
        }
    }

    private <R> R once(Work<R> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            R result;
            try {
                result = work.on(connection);
            } catch (SQLException e) {
                rollBack(connection);
                if (Faults.isWorthARepeat(e)) {
                    throw new BeforeCommit(e);
                }
                throw e;
            } catch (RuntimeException e) {
                rollBack(connection);
                throw e;
            }
            connection.commit();
            return result;
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("the connection is gone", e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /** A failure before anything was committed. */
    private static final class BeforeCommit extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final SQLException failure;

        BeforeCommit(SQLException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /** Asks for the password anew for each connection, because it may be a token that expires. */
    private record Login(PGSimpleDataSource driver, PostgresLogOptions options)
            implements DataSource {

        @Override
        public Connection getConnection() throws SQLException {
            String password;
            try {
                password = options.password().get();
            } catch (RuntimeException e) {
                throw new SQLException("there is no password: " + e.getMessage(), "28000", e);
            }
            return driver.getConnection(options.user(), password);
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            throw new SQLFeatureNotSupportedException("the user is fixed");
        }

        @Override
        public @Nullable PrintWriter getLogWriter() throws SQLException {
            return driver.getLogWriter();
        }

        @Override
        public void setLogWriter(PrintWriter out) throws SQLException {
            driver.setLogWriter(out);
        }

        @Override
        public void setLoginTimeout(int seconds) throws SQLException {
            driver.setLoginTimeout(seconds);
        }

        @Override
        public int getLoginTimeout() throws SQLException {
            return driver.getLoginTimeout();
        }

        @Override
        public java.util.logging.Logger getParentLogger() throws SQLFeatureNotSupportedException {
            return java.util.logging.Logger.getLogger("org.postgresql");
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException("this wraps nothing");
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}

package io.gridgate.log.postgres;

import io.gridgate.log.EventLog;
import io.gridgate.log.FakeClock;
import io.gridgate.log.LogFixture;
import io.gridgate.testing.TestDatabase;

/** A log in a schema of its own, on a real server and a fake clock. */
public final class PostgresFixture implements LogFixture {

    private final FakeClock clock = new FakeClock();
    private final PostgresLogOptions options = options(TestDatabase.freshSchema());
    private PostgresLog log = open();

    /** Opens a log. */
    public PostgresFixture() {}

    /** Returns options for a schema of the test server; skips the test where there is none. */
    static PostgresLogOptions options(String schema) {
        return PostgresLogOptions.of(
                        "localhost",
                        TestDatabase.running().getPort(),
                        "postgres",
                        "postgres",
                        () -> "postgres",
                        PostgresLogOptions.Tls.DISABLE)
                .withSchema(schema);
    }

    PostgresLogOptions options() {
        return options;
    }

    /** Opens one more replica on the same schema and clock; the caller closes it. */
    public PostgresLog open() {
        return PostgresLog.open(options, clock);
    }

    @Override
    public EventLog log() {
        return log;
    }

    @Override
    public FakeClock clock() {
        return clock;
    }

    @Override
    public void tick() {
        log.tick();
    }

    @Override
    public void restart() {
        log.close();
        log = open();
    }

    @Override
    public void crash() {
        log.cut();
        log = open();
    }

    @Override
    public boolean keepsLocks() {
        return true;
    }

    @Override
    public void close() {
        log.close();
        PostgresAudit.assertBooksFitRows(options);
    }
}

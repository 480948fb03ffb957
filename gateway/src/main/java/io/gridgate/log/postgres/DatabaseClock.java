package io.gridgate.log.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The clock of the database, which all replicas share: asked now and then, and counted on by the
 * process's own timer in between, so that asking for the time costs nothing. Two replicas differ by
 * half a round trip at the most. For any number of threads.
 */
final class DatabaseClock implements InstantSource {

    private static final Duration PERIOD = Duration.ofSeconds(10);

    private static final String ASK =
            "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

    private volatile long microsAtZero;
    private volatile long askedNanos;

    /** Sets the clock by a database that must answer. */
    DatabaseClock(Database database) {
        ask(database);
    }

    /** Sets the clock by the database, if that was long ago. */
    void askNowAndThen(Database database) {
        if (System.nanoTime() - askedNanos > PERIOD.toNanos()) {
            ask(database);
        }
    }

    private void ask(Database database) {
        long[] span = new long[2];
        long micros =
                database.transaction(connection -> {
                    try (var statement = connection.createStatement()) {
                        span[0] = System.nanoTime();
                        try (var row = statement.executeQuery(ASK)) {
                            span[1] = System.nanoTime();
                            if (!row.next()) {
                                throw new SQLException("the database does not tell the time");
                            }
                            return row.getLong(1);
                        }
                    }
                });
        long middle = span[0] + (span[1] - span[0]) / 2;
        microsAtZero = micros - middle / 1_000;
        askedNanos = span[1];
    }

    @Override
    public Instant instant() {
        long micros = microsAtZero + System.nanoTime() / 1_000;
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }
}

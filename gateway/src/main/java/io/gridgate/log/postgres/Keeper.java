package io.gridgate.log.postgres;

import io.gridgate.log.LogException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Lets time pass: ends locks, delays and lives, has waiting leases look again, and cleans up. Every
 * replica does the first two, in bounded steps that leave each other's rows alone; one at a time
 * cleans.
 */
final class Keeper {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    private static final int ROWS_PER_STEP = 500;
    private static final int PAGES_PER_TURN = 20;

    private static final String DUE =
            """
            SELECT s.id,
                (SELECT until FROM pending WHERE subscription_id = s.id AND until IS NOT NULL
                    ORDER BY until LIMIT 1),
                (SELECT accepted_at FROM pending WHERE subscription_id = s.id AND until IS NULL
                    ORDER BY sequence LIMIT 1) + least(s.time_to_live_millis, t.retention_millis)
            FROM subscriptions s JOIN topics t ON t.id = s.topic_id
            """;

    /** Acceptance times rise with the sequence, so what lived too long is among the first rows. */
    private static final String STEP =
            "WITH "
                    + Statements.RULES
                    + """
                    , due AS (
                        SELECT subscription_id, sequence, accepted_at, delivery_count
                        FROM pending WHERE subscription_id = ? AND until <= ?
                        ORDER BY until LIMIT ? FOR UPDATE SKIP LOCKED
                    ), head AS MATERIALIZED (
                        SELECT sequence FROM pending WHERE subscription_id = ? AND until IS NULL
                        ORDER BY sequence LIMIT ?
                    ), old AS (
                        SELECT p.subscription_id, p.sequence, p.accepted_at, p.delivery_count
                        FROM pending p JOIN head h ON p.sequence = h.sequence
                        JOIN rules r ON r.id = p.subscription_id
                        WHERE p.subscription_id = ? AND p.until IS NULL
                            AND p.accepted_at + r.life <= ?
                        FOR UPDATE OF p SKIP LOCKED
                    ), judged AS MATERIALIZED (
                        SELECT c.*,
                    """
                    + Statements.JUDGE
                    + """
                        FROM (SELECT * FROM due UNION ALL SELECT * FROM old) c
                        JOIN rules r ON r.id = c.subscription_id
                    ), back AS (
                        UPDATE pending p SET until = NULL, nonce = NULL, leased_at = NULL
                        FROM judged j
                        WHERE p.sequence = j.sequence AND p.subscription_id = j.subscription_id
                            AND j.fit
                    ),
                    """
                    + Statements.GIVE_UP
                    + "SELECT count(*) FILTER (WHERE fit), count(*) FROM judged";

    private static final String TRY_CLEAN =
            "SELECT pg_try_advisory_xact_lock(hashtextextended('gridgate cleaner ' || ?, 0))";

    private final Database database;
    private final LogTime time;
    private final Writers writers;
    private final String schema;
    private final IntConsumer returned;
    private final Runnable eachTurn;
    private final long turnMillis;
    private final List<Sweep> sweeps;
    private final Folding folding;
    private final Thread thread =
            Thread.ofPlatform().name("log-keeper").daemon().unstarted(this::run);
    private volatile boolean closed;

    /**
     * Makes the part.
     *
     * @param returned hears of each subscription that got something back
     * @param eachTurn is called once a turn
     * @param turn how long a turn is
     */
    Keeper(
            Database database,
            LogTime time,
            Writers writers,
            PostgresLogOptions options,
            IntConsumer returned,
            Runnable eachTurn,
            Duration turn) {
        this.database = database;
        this.time = time;
        this.writers = writers;
        this.schema = options.schema();
        this.returned = returned;
        this.eachTurn = eachTurn;
        this.turnMillis = turn.toMillis();
        this.sweeps =
                List.of(
                        Sweep.ofEvents(),
                        Sweep.ofDedup(),
                        Sweep.ofDeadLetters(options.deadLetterRetention()));
        this.folding = new Folding(options.deadLetterRetention());
    }

    void start() {
        thread.start();
    }

    private void run() {
        long turnAt = System.nanoTime();
        while (!closed) {
            long sleep = turnMillis;
            try {
                sleep = Math.clamp(advance() - time.millis(), 1, turnMillis);
                if (System.nanoTime() - turnAt >= 0) {
                    turnAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(turnMillis);
                    eachTurn.run();
                    clean();
                }
            } catch (LogException e) {
                LOG.debug("the keeper of the log tries again", e);
            } catch (RuntimeException e) {
                LOG.error("the keeper of the log failed; this is a bug", e);
            }
            if (!closed) {
                LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(sleep));
            }
        }
    }

    /** When a subscription has something to do. */
    record Due(int subscription, long at) {}

    /** Ends what is over, in one step for each subscription; returns when to come again. */
    synchronized long advance() {
        long now = time.millis();
        long next = Long.MAX_VALUE;
        for (Due due : database.transaction(Keeper::due)) {
            if (due.at() > now) {
                next = Math.min(next, due.at());
            } else if (step(due.subscription(), now) > 0) {
                next = now;
            } else {
                next = Math.min(next, now + Duration.ofMillis(100).toMillis());
            }
        }
        return next;
    }

    static List<Due> due(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(DUE)) {
            List<Due> all = new ArrayList<>();
            while (rows.next()) {
                long at = Long.MAX_VALUE;
                for (int column = 2; column <= 3; column++) {
                    long moment = rows.getLong(column);
                    at = rows.wasNull() ? at : Math.min(at, moment);
                }
                all.add(new Due(rows.getInt(1), at));
            }
            return all;
        }
    }

    /** Returns how many rows were changed; none where another replica has them. */
    private int step(int subscription, long now) {
        int[] counts =
                database.transaction(
                        connection -> step(connection, subscription, now, writers.next()));
        if (counts[0] > 0) {
            returned.accept(subscription);
        }
        return counts[1];
    }

    /** Returns how many rows came back, and how many were changed. */
    static int[] step(Connection connection, int subscription, long now, int writer)
            throws SQLException {
        try (PreparedStatement step = connection.prepareStatement(STEP)) {
            step.setInt(1, subscription);
            step.setLong(2, now);
            step.setInt(3, ROWS_PER_STEP);
            step.setInt(4, subscription);
            step.setInt(5, ROWS_PER_STEP);
            step.setInt(6, subscription);
            step.setLong(7, now);
            step.setLong(8, now);
            step.setLong(9, now);
            step.setInt(10, writer);
            try (var row = step.executeQuery()) {
                row.next();
                return new int[] {row.getInt(1), row.getInt(2)};
            }
        }
    }

    /** Removes what nobody needs, in pages, if no other replica is at it. */
    synchronized void clean() {
        for (Sweep sweep : sweeps) {
            for (int pages = 0; pages < PAGES_PER_TURN && !closed; pages++) {
                if (!sweep.isDue(time.millis()) || !clean(sweep::page)) {
                    break;
                }
            }
        }
        for (int steps = 0; steps < PAGES_PER_TURN && !closed; steps++) {
            if (!folding.isDue(time.millis()) || !clean(folding::step)) {
                break;
            }
        }
    }

    /** Removes all that nobody needs, unless another replica is at it; returns how many rows. */
    synchronized long cleanAll() {
        long removed = 0;
        for (Sweep sweep : sweeps) {
            sweep.rewind();
            long before = sweep.removedInAll();
            while (!closed && sweep.isDue(time.millis()) && clean(sweep::page)) {
                // goes on
            }
            removed += sweep.removedInAll() - before;
        }
        return removed;
    }

    private interface Step {
        void on(Connection connection, long now) throws SQLException;
    }

    /** Does a step of cleaning, unless another replica is at it. */
    private boolean clean(Step step) {
        return database.transaction(connection -> {
            if (!mayClean(connection)) {
                return false;
            }
            step.on(connection, time.millis());
            return true;
        });
    }

    private boolean mayClean(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(TRY_CLEAN)) {
            lock.setString(1, schema);
            try (var row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    void close() {
        closed = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

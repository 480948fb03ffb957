package io.gridgate.log.postgres;

import io.gridgate.log.LogException;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Tells what a failure of the database means for the caller. */
final class Faults {

    private static final String READ_ONLY = "25006";
    private static final String STATEMENT_CANCELLED = "57014";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /**
     * Classes of SQLSTATE that pass: connection, authentication, transaction rolled back,
     * insufficient resources, operator intervention, system error.
     */
    private static final Set<String> PASSING = Set.of("08", "28", "40", "53", "57", "58");

    private Faults() {}

    /** Returns what to throw; the message says what the database said. */
    static LogException of(@Nullable Throwable failure) {
        if (failure instanceof LogException known) {
            return known;
        }
        if (failure instanceof SQLException sql && passes(sql)) {
            return new LogException.Unavailable(
                    "the database is not available: " + failure.getMessage(), failure);
        }
        String said = failure == null ? "nothing is known" : failure.getMessage();
        return new LogException(
                "the database failed: " + said, failure == null ? new Throwable() : failure);
    }

    private static boolean passes(SQLException failure) {
        if (failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException) {
            return true;
        }
        String state = failure.getSQLState();
        return state != null
                && (state.equals(READ_ONLY)
                        || state.equals(LOCK_NOT_AVAILABLE)
                        || PASSING.contains(state.substring(0, Math.min(2, state.length()))));
    }

    /** Tells whether the same statements may work on another connection or another time at once. */
    static boolean isWorthARepeat(SQLException failure) {
        String state = failure.getSQLState();
        return !STATEMENT_CANCELLED.equals(state)
                && (startsWith(state, "08")
                        || startsWith(state, "57P")
                        || startsWith(state, "40")
                        || READ_ONLY.equals(state));
    }

    private static boolean startsWith(@Nullable String state, String prefix) {
        return state != null && state.startsWith(prefix);
    }
}

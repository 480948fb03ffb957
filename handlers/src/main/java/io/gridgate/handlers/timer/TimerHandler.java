package io.gridgate.handlers.timer;

import java.sql.Connection;

/** What an application does when a timer is due. Called by as many threads as there are runners. */
@FunctionalInterface
public interface TimerHandler {

    /**
     * Handles a timer. What it writes over the connection commits together with the timer's end; a
     * timer that it schedules, this one again included, belongs to the same transaction.
     *
     * @param timer the timer, which is over if this succeeds
     * @param connection in a transaction that the runner ends: commit, rollback and close are
     *     refused, savepoints are not
     * @throws Exception to have the transaction rolled back and the timer fired again later
     */
    void fire(Timer timer, Connection connection) throws Exception;
}

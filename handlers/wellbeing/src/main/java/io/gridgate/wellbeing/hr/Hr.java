package io.gridgate.wellbeing.hr;

import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.timer.TimerRunnerBuilder;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** One way to find out when HR may be told: by {@link Choreography} or by {@link CheckIn}. */
public interface Hr {

    /**
     * Somebody's day that HR was not told of yet.
     *
     * @param subject employee and day
     * @param waitingFor what must come first
     * @param askingAgainAt when the letter is asked for again, if it is waited for
     */
    record Open(String subject, List<String> waitingFor, String askingAgainAt) {}

    /** Makes the tables where they are not there. */
    void create() throws SQLException;

    /** Returns the handlers of events, by the name of their event subscription. */
    Map<String, EventHandler> handlers();

    /** Returns a runner of the time-outs. */
    TimerRunnerBuilder timeouts();

    /** Returns what is open, what has stood still for longest first; 1,000 at most. */
    List<Open> open() throws SQLException;

    /** Returns how many notices HR has got. */
    long told() throws SQLException;
}

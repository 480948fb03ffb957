package io.gridgate.handlers.process;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What can be told of an instance from outside; its state is its own.
 *
 * @param process the name of the process
 * @param correlation which instance
 * @param version the version of the definition that it began on
 * @param waitingFor the types of the events that it waits for
 * @param timeouts when its time-outs are due, by name
 * @param began when it began
 * @param since since when it has been as it is
 * @param result how it ended; empty while it runs
 */
public record ProcessInstance(
        String process,
        String correlation,
        int version,
        SortedSet<String> waitingFor,
        Map<String, Instant> timeouts,
        Instant began,
        Instant since,
        Optional<String> result) {

    /** {@return whether it has not ended} */
    public boolean runs() {
        return result.isEmpty();
    }
}

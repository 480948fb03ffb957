package io.gridgate.benchmarks.scenario;

import java.time.Duration;

/**
 * How long and how hard to measure.
 *
 * @param repetitions how often everything is measured
 * @param warmUp load before the first measurement, for each server
 * @param window one measurement
 * @param connections connections of the client
 * @param clientThreads threads of the client
 * @param pending events that are pending where memory and start are measured
 * @param backlog events that are pending where the cost of a backlog is measured
 * @param longPolls receive requests that wait where idling is measured
 */
public record Effort(
        int repetitions,
        Duration warmUp,
        Duration window,
        int connections,
        int clientThreads,
        long pending,
        long backlog,
        int longPolls) {

    /** {@return what shows in about a minute that all works, and nothing else} */
    public Effort quick() {
        return new Effort(
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                connections,
                clientThreads,
                10_000,
                20_000,
                100);
    }
}

package io.gridgate.benchmarks.scenario;

import java.time.Duration;

/**
 * How long and how hard to measure.
 *
 * @param repetitions how often bare handler and product are measured in turn
 * @param warmUp load before the first measurement, for each
 * @param window one measurement
 * @param connections connections of the client
 * @param clientThreads threads of the client
 */
public record Effort(
        int repetitions, Duration warmUp, Duration window, int connections, int clientThreads) {}

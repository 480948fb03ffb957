package io.gridgate.benchmarks.load;

import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.util.Optional;

/**
 * What happened in one stretch of load.
 *
 * @param requests successful answers
 * @param events what these answers stand for
 * @param failures answers that were no success
 * @param firstFailure status and body of the first of them
 * @param nanos how long the stretch was
 * @param latencies nanoseconds from when a request should have been sent to its answer
 */
public record Window(
        long requests,
        long events,
        long failures,
        Optional<String> firstFailure,
        long nanos,
        Histogram latencies) {

    /** Longest latency that is told apart from longer ones: two minutes. */
    static final long LATENCY_MAX_NANOS = 120_000_000_000L;

    /** {@return a histogram for latencies in nanoseconds, exact to three digits} */
    public static Histogram newHistogram() {
        return new Histogram(LATENCY_MAX_NANOS, 3);
    }

    /** {@return events per second} */
    public double eventsPerSecond() {
        return events * 1e9 / nanos;
    }

    /** {@return requests per second} */
    public double requestsPerSecond() {
        return requests * 1e9 / nanos;
    }

    /**
     * Gives a latency.
     *
     * @param percentile 0 to 100
     * @return milliseconds below which this share of all requests was answered
     */
    public double latencyMillis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e6;
    }

    /**
     * Counts the same events over another time.
     *
     * @param duration how long it really took
     * @return the window with that length
     */
    public Window lasting(Duration duration) {
        return new Window(requests, events, failures, firstFailure, duration.toNanos(), latencies);
    }

    /**
     * Adds what another thread did in the same stretch.
     *
     * @param other the other part
     * @return both together
     */
    Window and(Window other) {
        Histogram both = latencies.copy();
        both.add(other.latencies);
        return new Window(
                requests + other.requests,
                events + other.events,
                failures + other.failures,
                firstFailure.or(() -> other.firstFailure),
                Math.max(nanos, other.nanos),
                both);
    }
}

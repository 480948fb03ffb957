package io.gridgate.http.worker;

import io.gridgate.handlers.WorkerLag;

/**
 * How one worker of the process does now.
 *
 * @param topic the topic that it pulls from
 * @param subscription the event subscription
 * @param lag how far it is behind
 * @param inFlight events in flight
 * @param concurrency the most that it has in flight
 * @param held why it receives nothing; empty where it does
 */
public record PullStatus(
        String topic,
        String subscription,
        WorkerLag lag,
        int inFlight,
        int concurrency,
        String held) {

    /** Returns the age of the oldest event in seconds, rounded up. */
    long lagSeconds() {
        return Math.ceilDiv(lag.oldestEvent().toMillis(), 1000L);
    }
}

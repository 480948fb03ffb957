package io.gridgate.deliver.push;

import io.gridgate.deliver.Circuit;
import io.gridgate.deliver.LaneListener;
import io.gridgate.log.SubscriptionName;

import java.time.Duration;
import java.util.Optional;

/**
 * Tells when a webhook is down: after {@value #FAILURES_MAX} failed requests in a row, or when it
 * asks with {@code Retry-After} to be left alone. Then one request at a time is tried, until one is
 * answered well. A single event that fails holds nothing back.
 *
 * <p>For any number of threads; its monitor is never held over I/O.
 */
final class PushHealth {

    static final int FAILURES_MAX = 10;

    private final SubscriptionName lane;
    private final Circuit circuit;
    private final LaneListener listener;
    private int failuresInARow;

    PushHealth(SubscriptionName lane, Circuit circuit, LaneListener listener) {
        this.lane = lane;
        this.circuit = circuit;
        this.listener = listener;
    }

    /** Takes note of an answer to a request that had a permit. */
    void report(Circuit.Permit permit, PushOutcome outcome) {
        switch (outcome) {
            case PushOutcome.Delivered _ -> answered(permit);
            case PushOutcome.Refused(String reason, boolean suspected) -> {
                if (suspected) {
                    failed(permit, Optional.empty(), reason);
                } else {
                    answered(permit);
                }
            }
            case PushOutcome.Again(Duration _, Optional<Duration> retryAfter, String reason) ->
                    failed(permit, retryAfter, reason);
        }
    }

    private void answered(Circuit.Permit permit) {
        synchronized (this) {
            failuresInARow = 0;
        }
        if (circuit.succeeded(permit)) {
            listener.resumed(lane);
        }
    }

    private void failed(Circuit.Permit permit, Optional<Duration> retryAfter, String reason) {
        boolean down;
        synchronized (this) {
            failuresInARow++;
            down = failuresInARow >= FAILURES_MAX;
        }
        if (!down && !permit.probe() && retryAfter.isEmpty()) {
            circuit.abandoned(permit);
        } else if (circuit.failed(permit, retryAfter)) {
            listener.paused(lane, reason);
        }
    }
}

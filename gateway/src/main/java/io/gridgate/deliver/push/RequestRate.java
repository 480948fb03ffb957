package io.gridgate.deliver.push;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Spreads requests evenly over each minute. For one thread. */
final class RequestRate {

    private final Duration interval;
    private final InstantSource clock;
    private Instant next = Instant.EPOCH;

    RequestRate(int requestsPerMinute, InstantSource clock) {
        this.interval = Duration.ofMinutes(1).dividedBy(requestsPerMinute);
        this.clock = clock;
    }

    /** Takes the next turn; returns how long it is until then, up to a minute. */
    Duration take() {
        Instant now = clock.instant();
        Instant turn = next.isAfter(now) ? next : now;
        next = turn.plus(interval);
        return Duration.between(now, turn);
    }
}

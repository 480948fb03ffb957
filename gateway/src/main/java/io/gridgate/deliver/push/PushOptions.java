package io.gridgate.deliver.push;

import io.gridgate.deliver.Backoff;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How events are pushed.
 *
 * @param concurrency most requests under way at once for one event subscription, 1 to 64
 * @param ratePerMinute how many requests a minute to ask webhooks for; empty: do not ask
 * @param schedule how long an event waits after a failed delivery
 * @param backoff how long to hold back while a webhook is down or refuses the handshake
 * @param random the source of jitter; safe for use by several threads
 * @param clock the time
 */
public record PushOptions(
        int concurrency,
        Optional<Integer> ratePerMinute,
        RetrySchedule schedule,
        Backoff backoff,
        RandomGenerator random,
        InstantSource clock) {

    /** From 10 seconds, which Event Grid leaves a busy webhook alone, to 5 minutes. */
    public static final Backoff BACKOFF_DEFAULT =
            new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(5));

    /** Checks the bounds. */
    public PushOptions {
        if (concurrency < 1 || concurrency > 64) {
            throw new IllegalArgumentException("concurrency must be 1 to 64: " + concurrency);
        }
        if (ratePerMinute.filter(rate -> rate < 1).isPresent()) {
            throw new IllegalArgumentException("a rate must be 1 or more: " + ratePerMinute);
        }
    }
}

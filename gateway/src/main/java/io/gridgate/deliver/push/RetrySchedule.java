package io.gridgate.deliver.push;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How long an event waits after a delivery that failed. Event Grid's namespaces deliver 0 s, 10 s,
 * 30 s, 1 min and 5 min after the first try, and then every 5 minutes; up to a tenth is added at
 * random, so that what failed together does not come together.
 *
 * <p>Source: "Namespace topics push delivery retry", Microsoft Learn.
 *
 * @param delays the wait after the first failure, the second, and so on; the last one stays
 */
public record RetrySchedule(List<Duration> delays) {

    /** Event Grid's. */
    public static final RetrySchedule EVENT_GRID =
            new RetrySchedule(
                    List.of(
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(20),
                            Duration.ofSeconds(30),
                            Duration.ofMinutes(4),
                            Duration.ofMinutes(5)));

    private static final int JITTER_PART = 10;

    /** Checks that there is a delay, and copies the list. */
    public RetrySchedule {
        delays = List.copyOf(delays);
        if (delays.isEmpty() || delays.stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException("a schedule has delays of zero or more: " + delays);
        }
    }

    /** Returns the wait after the n-th delivery failed, n from 1. */
    Duration delay(int deliveryCount, RandomGenerator random) {
        Duration delay = delays.get(Math.min(deliveryCount, delays.size()) - 1);
        long jitterNanos = delay.dividedBy(JITTER_PART).toNanos();
        return jitterNanos == 0 ? delay : delay.plusNanos(random.nextLong(jitterNanos));
    }
}

package io.gridgate.handlers.bridge;

import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.client.ReleaseDelay;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an answer of a target means for the event, as in Event Grid's push delivery: 200 to 204 is
 * done, some statuses can never succeed, and everything else, redirects included, comes again.
 *
 * @param rejected the statuses that can never succeed, each 300 to 599
 */
public record StatusRules(Set<Integer> rejected) {

    /**
     * The statuses that Event Grid's namespaces do not repeat: 400, 401, 403, 404, 413 and 414.
     *
     * <p>Source: "Namespace topics push delivery retry", Microsoft Learn.
     */
    public static final StatusRules EVENT_GRID =
            new StatusRules(Set.of(400, 401, 403, 404, 413, 414));

    private static final Duration AFTER_408 = Duration.ofMinutes(2);
    private static final Duration AFTER_503 = Duration.ofSeconds(30);

    /** Checks the statuses. */
    public StatusRules {
        for (int status : rejected) {
            if (status < 300 || status > 599) {
                throw new IllegalArgumentException(
                        "status %d cannot be rejected, must be 300 to 599".formatted(status));
            }
        }
        rejected = Set.copyOf(rejected);
    }

    /**
     * {@return rules that reject these statuses and no others}
     *
     * @param statuses each 300 to 599
     */
    public static StatusRules rejecting(Collection<Integer> statuses) {
        return new StatusRules(new TreeSet<>(statuses));
    }

    /**
     * {@return what becomes of an event after an answer}
     *
     * @param status the HTTP status
     * @param retryAfter how long the target asks to wait
     * @param deliveryCount how often the event was delivered, from 1
     */
    public Outcome outcome(int status, Optional<Duration> retryAfter, int deliveryCount) {
        if (status >= 200 && status <= 204) {
            return Outcome.acknowledge();
        }
        if (rejected.contains(status)) {
            return Outcome.reject("the target answered " + status);
        }
        Duration least =
                switch (status) {
                    case 408 -> AFTER_408;
                    case 429, 503 -> AFTER_503;
                    default -> Duration.ZERO;
                };
        return again(deliveryCount, max(least, retryAfter.orElse(Duration.ZERO)));
    }

    /** What becomes of an event that found no answer. */
    Outcome unanswered(int deliveryCount) {
        return again(deliveryCount, Duration.ZERO);
    }

    /** The n-th delivery waits for the n-th of Event Grid's delays, or longer where needed. */
    private static Outcome again(int deliveryCount, Duration least) {
        ReleaseDelay[] steps = ReleaseDelay.values();
        ReleaseDelay step = steps[Math.clamp(deliveryCount - 1L, 0, steps.length - 1)];
        return Outcome.release(
                ReleaseDelay.atLeast(max(least, Duration.ofSeconds(step.seconds()))));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}

package io.gridgate.handlers.bridge;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.gridgate.handlers.Outcome;

import java.time.Duration;

/**
 * The circuit breakers of targets: each opens when half of the last 20 events were given back, 5 at
 * least. A rejected event is no error of the target.
 */
public final class TargetBreaker {

    private static final int WINDOW = 20;
    private static final int CALLS_MIN = 5;
    private static final int TRIALS = 2;

    private TargetBreaker() {}

    /**
     * {@return a closed breaker}
     *
     * @param name for logs and metrics
     * @param openFor how long it stays open before events are tried again, where no probe does it
     */
    public static CircuitBreaker named(String name, Duration openFor) {
        return CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(WINDOW)
                        .minimumNumberOfCalls(CALLS_MIN)
                        .permittedNumberOfCallsInHalfOpenState(TRIALS)
                        .waitDurationInOpenState(openFor)
                        .recordResult(outcome -> outcome instanceof Outcome.Release)
                        .build());
    }
}

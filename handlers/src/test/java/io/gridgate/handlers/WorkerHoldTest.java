package io.gridgate.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;

/** What makes a worker receive less, or nothing. */
class WorkerHoldTest {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** Opens after two failures of two, for a minute; then tries with two calls. */
    private static CircuitBreaker breaker(HandTime time) {
        return CircuitBreaker.of(
                "mail",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(2)
                        .minimumNumberOfCalls(2)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .waitDurationInOpenState(Duration.ofMinutes(1))
                        .clock(clock(time))
                        .build());
    }

    private static Clock clock(HandTime time) {
        return new Clock() {
            @Override
            public Instant instant() {
                return time.instant();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    private static WorkerBuilder noRenewal(WorkerBuilder builder) {
        return builder.lockDuration(Duration.ofHours(1));
    }

    @Test
    void receivesNothingWhileTheBreakerIsOpenAndAFewWhileItTries() {
        try (var fixture = new WorkerFixture()) {
            CircuitBreaker breaker = breaker(fixture.time);
            AtomicBoolean down = new AtomicBoolean(true);
            fixture.subscription.offer("a", "b");
            fixture.start(
                    (_, _) -> {
                        if (down.get()) {
                            throw new IllegalStateException("mail is down");
                        }
                        return Outcome.acknowledge();
                    },
                    builder -> noRenewal(builder).circuitBreaker(breaker).concurrency(2));
            fixture.listener.await("held: circuit breaker mail permits no calls");
            int asked = fixture.subscription.asked.size();
            fixture.subscription.offer("c", "d", "e");
            for (int i = 0; i < 100; i++) {
                fixture.time.awaitTimer(LOOK_AGAIN, LOOK_AGAIN);
                fixture.time.advance(LOOK_AGAIN);
            }
            assertThat(fixture.subscription.asked).hasSize(asked);
            assertThat(fixture.listener.lines).doesNotContain("received c");

            down.set(false);
            fixture.turnUntil(() -> fixture.listener.lines.contains("settled e"), LOOK_AGAIN);
            assertThat(fixture.listener.lines).contains("resumed");
            assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        }
    }

    @Test
    void givesBackTrialPermissionsThatFoundNoEvent() {
        try (var fixture = new WorkerFixture()) {
            CircuitBreaker breaker = breaker(fixture.time);
            breaker.transitionToOpenState();
            fixture.start(
                    (_, _) -> Outcome.acknowledge(),
                    builder -> noRenewal(builder).circuitBreaker(breaker));
            fixture.listener.await("held: circuit breaker mail permits no calls");
            // Empty receives in a row: had they kept their permissions, none would be left.
            fixture.turnUntil(() -> fixture.subscription.asked.size() == 4, LOOK_AGAIN);
            assertThat(fixture.subscription.asked).containsExactly(2, 2, 2, 2);
            fixture.subscription.offer("a", "b");
            fixture.listener.await("settled b");
            assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        }
    }

    @Test
    void receivesNoMoreThanTheRateLimitHasLeft() {
        try (var fixture = new WorkerFixture()) {
            RateLimiter limiter =
                    RateLimiter.of(
                            "mail",
                            RateLimiterConfig.custom()
                                    .limitForPeriod(3)
                                    .limitRefreshPeriod(Duration.ofHours(1))
                                    .timeoutDuration(Duration.ZERO)
                                    .build());
            fixture.subscription.offer("a", "b", "c", "d");
            fixture.start(
                    (_, _) -> Outcome.acknowledge(),
                    builder -> noRenewal(builder).rateLimiter(limiter));

            fixture.listener.await("settled c");
            fixture.listener.await("held: the rate limit is reached");
            assertThat(fixture.subscription.asked).containsExactly(3);
            assertThat(fixture.listener.lines).doesNotContain("received d");
        }
    }

    @Test
    void comesBackWhenTheRateLimitDoes() {
        try (var fixture = new WorkerFixture()) {
            RateLimiter limiter =
                    RateLimiter.of(
                            "mail",
                            RateLimiterConfig.custom()
                                    .limitForPeriod(1)
                                    .limitRefreshPeriod(Duration.ofMillis(20))
                                    .timeoutDuration(Duration.ZERO)
                                    .build());
            fixture.subscription.offer("a", "b", "c");
            fixture.start(
                    (_, _) -> Outcome.acknowledge(),
                    builder -> noRenewal(builder).rateLimiter(limiter));

            fixture.turnUntil(
                    () -> fixture.listener.lines.contains("settled c"), Duration.ofMillis(20));
            assertThat(fixture.listener.lines).contains("settled a", "settled b", "settled c");
            assertThat(fixture.subscription.asked).containsOnly(1);
        }
    }

    @Test
    void receivesNothingWhilePausedAndGoesOnAfterwards() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.offer("a");
            Worker worker =
                    fixture.start(fixture.gated(), builder -> noRenewal(builder).concurrency(1));
            fixture.listener.await("received a");
            worker.pause();
            fixture.subscription.offer("b");
            fixture.open("a", "b");
            fixture.listener.await("settled a");
            fixture.awaitCounters(new WorkerCounters(1, 0, 1, 0, 1, 0, 0, 0, 0));
            assertThat(fixture.subscription.asked).containsExactly(1);

            worker.resume();
            fixture.listener.await("settled b");
        }
    }

    @Test
    void sharesThePlacesAmongSeveralReceivers() {
        try (var fixture = new WorkerFixture()) {
            fixture.start(
                    (_, _) -> Outcome.acknowledge(),
                    builder -> noRenewal(builder).receivers(3).concurrency(10));
            fixture.turnUntil(() -> fixture.subscription.asked.size() == 3, Duration.ZERO);

            assertThat(fixture.subscription.asked).containsExactlyInAnyOrder(4, 4, 2);
            fixture.subscription.offer("a", "b");
            fixture.listener.await("settled b");
        }
    }
}

package io.gridgate.handlers.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.client.ReleaseDelay;
import io.gridgate.handlers.testing.Answer;
import io.gridgate.handlers.testing.ScriptedServer;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

class TargetProbeTest {

    private static final Duration SOON = Duration.ofMillis(10);

    private static void await(CircuitBreaker breaker, State state) {
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (breaker.getState() != state) {
            assertThat(System.nanoTime()).as("still %s", breaker.getState()).isLessThan(limit);
            Thread.onSpinWait();
        }
    }

    private static void record(CircuitBreaker breaker, Outcome outcome) {
        breaker.onResult(1, TimeUnit.MILLISECONDS, outcome);
    }

    @Test
    void letsEventsBeTriedOnceTheTargetIsHealthy() {
        CircuitBreaker breaker = TargetBreaker.named("billing", TargetProbe.OPEN_FOR);
        try (var server =
                        ScriptedServer.http(
                                Answer.reset(),
                                Answer.status(503, "Starting", "", ""),
                                Answer.status(302, "Found", "Location: /login\r\n", ""),
                                Answer.status(204, "Up", "", ""));
                var _ = new TargetProbe(server.uri().resolve("/health"), breaker, SOON)) {
            await(breaker, State.HALF_OPEN);

            assertThat(server.requests()).hasSize(4);
            assertThat(server.requests().getFirst().line()).isEqualTo("GET /health HTTP/1.1");
        }
    }

    @Test
    void looksAgainWhenTheTargetFailsLater() {
        CircuitBreaker breaker = TargetBreaker.named("billing", TargetProbe.OPEN_FOR);
        try (var server = ScriptedServer.http(Answer.status(200, "OK", "", ""));
                var _ = new TargetProbe(server.uri().resolve("/health"), breaker, SOON)) {
            await(breaker, State.HALF_OPEN);
            record(breaker, Outcome.acknowledge());
            record(breaker, Outcome.acknowledge());
            assertThat(breaker.getState()).isEqualTo(State.CLOSED);
            int looks = server.requests().size();
            for (int i = 0; i < 5; i++) {
                record(breaker, Outcome.release(ReleaseDelay.NO_DELAY));
            }

            await(breaker, State.HALF_OPEN);
            assertThat(server.requests().size()).isGreaterThan(looks);
        }
    }

    @Test
    void countsARejectedEventAsNoErrorOfTheTarget() {
        CircuitBreaker breaker = TargetBreaker.named("billing", Duration.ofSeconds(30));
        for (int i = 0; i < 20; i++) {
            record(breaker, Outcome.reject("400"));
        }
        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
    }
}

package io.gridgate.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.deliver.Circuit.Permit;
import io.gridgate.deliver.SinkResult.Delivered;
import io.gridgate.deliver.SinkResult.Failed;
import io.gridgate.deliver.SinkResult.Refused;
import io.gridgate.deliver.SinkResult.Scope;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

final class CircuitTest {

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));
    private static final Optional<Duration> NOT_SAID = Optional.empty();

    private Instant now = Instant.parse("2026-11-21T08:00:00Z");
    private final Circuit circuit = new Circuit(BACKOFF, new Random(7), () -> now);

    @Test
    void letsEverybodyPassWhileClosed() {
        assertThat(circuit.tryAcquire()).isPresent();
        assertThat(circuit.tryAcquire()).isPresent();
        assertThat(circuit.succeeded(circuit.tryAcquire().orElseThrow())).isFalse();
    }

    @Test
    void letsOneProbePassAfterTheBackoff() {
        assertThat(circuit.failed(permit(), NOT_SAID)).isTrue();
        assertThat(circuit.tryAcquire()).isEmpty();

        now = circuit.openUntil();

        Permit probe = permit();
        assertThat(circuit.tryAcquire()).isEmpty();
        assertThat(circuit.succeeded(probe)).isTrue();
        assertThat(circuit.tryAcquire()).isPresent();
    }

    @Test
    void opensAgainForLongerWhenTheProbeFails() {
        circuit.failed(permit(), NOT_SAID);
        Duration longest = Duration.ZERO;
        for (int failures = 2; failures < 20; failures++) {
            now = circuit.openUntil();
            assertThat(circuit.failed(permit(), NOT_SAID)).isFalse();
            Duration wait = Duration.between(now, circuit.openUntil());
            assertThat(wait).isPositive().isLessThanOrEqualTo(BACKOFF.cap());
            longest = wait.compareTo(longest) > 0 ? wait : longest;
        }
        assertThat(longest).isGreaterThan(Duration.ofSeconds(16));
    }

    @Test
    void obeysRetryAfterToTheLetter() {
        circuit.failed(permit(), Optional.of(Duration.ofSeconds(90)));

        now = now.plusSeconds(89);
        assertThat(circuit.tryAcquire()).isEmpty();
        now = now.plusSeconds(1);
        assertThat(circuit.tryAcquire()).isPresent();
    }

    @Test
    void ignoresAnswersToRequestsOfAnEarlierState() {
        Permit early = permit();
        Permit late = permit();
        circuit.failed(permit(), NOT_SAID);
        Instant until = circuit.openUntil();

        assertThat(circuit.succeeded(early)).isFalse();
        assertThat(circuit.failed(late, NOT_SAID)).isFalse();
        assertThat(circuit.openUntil()).isEqualTo(until);
        assertThat(circuit.isClosed()).isFalse();
    }

    @Test
    void obeysALateRetryAfter() {
        Permit late = permit();
        circuit.failed(permit(), NOT_SAID);

        circuit.failed(late, Optional.of(Duration.ofSeconds(30)));

        assertThat(circuit.openUntil()).isEqualTo(now.plusSeconds(30));
    }

    @Test
    void givesTheProbeToAnotherWhenItIsGivenBack() {
        circuit.failed(permit(), NOT_SAID);
        now = circuit.openUntil();

        circuit.abandoned(permit());

        assertThat(circuit.tryAcquire()).isPresent();
    }

    @Test
    void oneTargetThatIsForbiddenStopsNoOther() {
        Gate.Factory endpoint = new Gate.Factory(BACKOFF, new Random(7), () -> now);
        Gate forbidden = endpoint.target();
        Gate other = endpoint.target();

        Gate.Change change =
                forbidden.report(forbidden.tryAcquire().orElseThrow(), failed(Scope.TARGET));

        assertThat(change).isEqualTo(Gate.Change.OPENED);
        assertThat(forbidden.tryAcquire()).isEmpty();
        assertThat(other.tryAcquire()).isPresent();
    }

    @Test
    void aDeadEndpointSeesOneProbeOfAllTargets() {
        Gate.Factory endpoint = new Gate.Factory(BACKOFF, new Random(7), () -> now);
        Gate first = endpoint.target();
        Gate second = endpoint.target();
        first.report(first.tryAcquire().orElseThrow(), failed(Scope.ENDPOINT));
        assertThat(second.tryAcquire()).isEmpty();

        now = first.openUntil();
        Gate.Permit probe = second.tryAcquire().orElseThrow();

        assertThat(first.tryAcquire()).isEmpty();
        assertThat(second.report(probe, new Delivered())).isEqualTo(Gate.Change.CLOSED);
        assertThat(first.tryAcquire()).isPresent();
    }

    @Test
    void aRefusalProvesThatTheEndpointIsUp() {
        Gate gate = new Gate.Factory(BACKOFF, new Random(7), () -> now).target();
        gate.report(gate.tryAcquire().orElseThrow(), failed(Scope.ENDPOINT));
        now = gate.openUntil();

        assertThat(gate.report(gate.tryAcquire().orElseThrow(), new Refused("400")))
                .isEqualTo(Gate.Change.CLOSED);
    }

    private static Failed failed(Scope scope) {
        return new Failed(scope, NOT_SAID, "scripted");
    }

    private Permit permit() {
        return circuit.tryAcquire().orElseThrow();
    }
}

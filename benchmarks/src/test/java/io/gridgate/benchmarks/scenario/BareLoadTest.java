package io.gridgate.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.benchmarks.server.Checkout;
import io.gridgate.benchmarks.server.Launch;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** The parts of the suite work together: a real bare server under a second of load. */
class BareLoadTest {

    @Test
    void measuresTheBareHandler() throws InterruptedException {
        Launch launch = new Launch(Checkout.find(), List.of(), List.of("-Xmx128m"));
        Effort effort = new Effort(1, Duration.ZERO, Duration.ofSeconds(1), 8, 1, 1, 1, 1);
        try (Side bare = Side.bare(new Lab(launch, effort, _ -> {}))) {
            Measured measured = bare.measure(effort.window());
            assertThat(measured.window().failures()).isZero();
            assertThat(measured.window().requests()).isPositive();
            assertThat(measured.cpuMicros()).isPositive();
            // The body alone is a kilobyte, allocated on a virtual thread.
            assertThat(measured.bytesPerEvent()).isBetween(1_024.0, 1_000_000.0);
        }
    }

    @Test
    void namesScenariosOnce() {
        assertThat(Scenarios.all().stream().map(Scenario::name)).doesNotHaveDuplicates();
    }
}

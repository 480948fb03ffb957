package io.gridgate.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessUsageTest {

    @Test
    void readsTheKernelsLineWhateverTheNameIs() {
        assertThat(
                        ProcessUsage.parse(
                                "42 (a (b) c) S 1 42 42 0 -1 4194560 9 0 0 0 150 50 0 0 20 0 30 0"
                                        + " 12345 4000000000 2048 18446744073709551615\n"))
                .isEqualTo(new ProcessUsage(2_000_000, 2048 * 4096));
    }

    @Test
    void countsTheMachinesWorkWithoutIdlingAndWaiting() {
        assertThat(Bystanders.busyMicros("cpu  1 2 3 400 500 6 7 8 0 0"))
                .isEqualTo((1 + 2 + 3 + 6 + 7 + 8) * 10_000L);
    }
}

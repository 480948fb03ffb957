package io.gridgate.deliver.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.log.FakeClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;

final class RequestRateTest {

    private final FakeClock clock = new FakeClock();

    @Test
    void spreadsRequestsEvenlyOverAMinute() {
        RequestRate rate = new RequestRate(120, clock);

        assertThat(rate.take()).isZero();
        assertThat(rate.take()).isEqualTo(Duration.ofMillis(500));
        assertThat(rate.take()).isEqualTo(Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(1));
        assertThat(rate.take()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void savesNothingUpWhileNothingIsSent() {
        RequestRate rate = new RequestRate(1, clock);
        assertThat(rate.take()).isZero();
        clock.advance(Duration.ofHours(1));

        assertThat(rate.take()).isZero();
        assertThat(rate.take()).isEqualTo(Duration.ofMinutes(1));
    }
}

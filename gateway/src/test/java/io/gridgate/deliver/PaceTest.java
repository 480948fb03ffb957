package io.gridgate.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gridgate.log.FakeClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

/** A pace on a clock that moves only when a request waits. */
class PaceTest {

    private final FakeClock clock = new FakeClock();

    /** Sends so many requests as fast as the pace allows and returns how long that took. */
    private Duration send(Pace pace, int requests, int events, long bytes) {
        Instant start = clock.instant();
        for (int i = 0; i < requests; i++) {
            clock.advance(pace.take(events, bytes));
        }
        return Duration.between(start, clock.instant());
    }

    @Test
    void letsOneSecondsWorthGoAtOnce() {
        Pace pace = new Pace(2, clock);

        assertThat(pace.take(2_000, 1_000)).isZero();
        assertThat(pace.take(1, 1)).isPositive();
    }

    @Test
    void keepsToTheEventsOfItsThroughputUnits() {
        Pace pace = new Pace(4, clock);

        // 100,000 events at 4,000 a second, of which the first second's go at once
        assertThat(send(pace, 1_000, 100, 100)).isBetween(seconds(23.9), seconds(24.1));
    }

    @Test
    void keepsToTheBytesOfItsThroughputUnits() {
        Pace pace = new Pace(1, clock);

        assertThat(send(pace, 10, 1, 1_000_000)).isBetween(seconds(8.9), seconds(9.1));
    }

    @Test
    void savesNoMoreThanASecondDuringAPause() {
        Pace pace = new Pace(1, clock);
        clock.advance(Duration.ofHours(1));

        assertThat(send(pace, 30, 100, 1)).isBetween(seconds(1.9), seconds(2.1));
    }

    @Test
    void halvesWhenThrottledAndGrowsBack() {
        Pace pace = new Pace(1, clock);
        send(pace, 10, 100, 1);

        pace.throttled();
        pace.throttled(); // the other requests that were under way say nothing new

        assertThat(pace.take(100, 1)).isBetween(seconds(0.19), seconds(0.21));
        clock.advance(Duration.ofSeconds(30));
        send(pace, 10, 100, 1);
        assertThat(pace.take(100, 1)).isBetween(seconds(0.09), seconds(0.11));
    }

    @Test
    void neverStandsStill() {
        Pace pace = new Pace(1, clock);
        for (int i = 0; i < 200; i++) {
            pace.throttled();
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(send(pace, 2, 100, 1)).isLessThan(seconds(13));
    }

    @Test
    void refusesUnitsThatANamespaceCannotHave() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace(0, clock));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace(41, clock));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1_000));
    }
}

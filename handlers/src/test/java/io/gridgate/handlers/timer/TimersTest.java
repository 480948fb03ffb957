package io.gridgate.handlers.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

class TimersTest {

    private static TimerRunnerBuilder builder() {
        return TimerRunner.builder(new Timers("g"), new JdbcDataSource(), (_, _) -> {});
    }

    @Test
    void holdsSettingsToTheirBounds() {
        builder().poll(Duration.ofMillis(10)).batch(1).build();
        builder().poll(Duration.ofHours(1)).batch(10_000).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().poll(Duration.ofMillis(9)))
                .withMessage("poll is PT0.009S, must be PT0.01S to PT1H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().poll(Duration.ofMinutes(61)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().batch(0))
                .withMessage("batch is 0, must be 1 to 10000");
        assertThatIllegalArgumentException().isThrownBy(() -> builder().batch(10_001));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timers(" "))
                .withMessage("a group of timers has a name of 1 to 100 characters, not 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timers("g", "a;b", InstantSource.system()))
                .withMessageStartingWith("table 'a;b' must be letters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timers("g").waiting(new JdbcDataSource(), 10_001))
                .withMessage("most is 10001, must be 1 to 10000");
    }

    @Test
    void holdsATimerToItsLengths() {
        Instant due = Instant.parse("2026-01-01T00:00:00.123456Z");
        assertThat(new Timer("a".repeat(300), due, "x".repeat(100_000)).due())
                .isEqualTo("2026-01-01T00:00:00.123Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timer("", due, ""))
                .withMessage("a timer has an id of 1 to 300 characters, not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Timer("a".repeat(301), due, ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timer("a", due, "x".repeat(100_001)))
                .withMessage("a timer has data of at most 100000 characters, not 100001");
    }

    @Test
    void startsOnceAndCloses() {
        TimerRunner runner = builder().build();
        runner.start();
        assertThatIllegalStateException().isThrownBy(runner::start);
        runner.close();
    }
}

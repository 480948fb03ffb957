package io.gridgate.deliver.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

final class RetryScheduleTest {

    @Property
    void addsUpToATenthToEventGridsDelays(
            @ForAll @IntRange(min = 1, max = 10) int deliveryCount, @ForAll long seed) {
        Duration delay = RetrySchedule.EVENT_GRID.delay(deliveryCount, new Random(seed));

        List<Integer> seconds = List.of(10, 20, 30, 240, 300, 300, 300, 300, 300, 300);
        Duration least = Duration.ofSeconds(seconds.get(deliveryCount - 1));
        assertThat(delay).isBetween(least, least.plus(least.dividedBy(10)));
    }

    /** The page's own times of the first eight tries, in seconds after the first. */
    @Test
    void givesTheTimesOfMicrosoftsPage() {
        List<Integer> times =
                IntStream.rangeClosed(0, 7)
                        .map(tries ->
                                RetrySchedule.EVENT_GRID.delays().stream()
                                                .limit(tries)
                                                .mapToInt(delay -> (int) delay.toSeconds())
                                                .sum()
                                        + Math.max(0, tries - 5) * 300)
                        .boxed()
                        .toList();

        assertThat(times).containsExactly(0, 10, 30, 60, 300, 600, 900, 1_200);
    }

    @Test
    void needsADelay() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RetrySchedule(List.of()));
    }
}

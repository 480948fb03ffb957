package io.gridgate.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.event.EventKey;
import io.gridgate.log.Delivery;
import io.gridgate.log.LockToken;
import io.gridgate.log.StoredEvent;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

final class BatchesTest {

    @Property
    void keepsOrderAndLimits(
            @ForAll @Size(max = 200) List<@IntRange(min = 1, max = 300) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 20) int eventsMax,
            @ForAll @IntRange(min = 1, max = 500) int bytesMax) {
        List<Delivery> deliveries = new ArrayList<>();
        sizes.forEach(size -> deliveries.add(delivery(deliveries.size(), size)));
        LaneSettings settings = new LaneSettings(eventsMax, bytesMax, 1, Duration.ofMinutes(1));

        List<List<Delivery>> batches = Batches.cut(deliveries, settings);

        assertThat(batches.stream().flatMap(List::stream).toList()).isEqualTo(deliveries);
        assertThat(batches)
                .allSatisfy(batch -> {
                    assertThat(batch).hasSizeBetween(1, eventsMax);
                    int bytes =
                            1 + batch.stream().mapToInt(it -> it.event().json().length + 1).sum();
                    assertThat(batch.size() == 1 || bytes <= bytesMax).isTrue();
                });
    }

    @Property
    void backoffStaysWithinItsBounds(
            @ForAll @IntRange(min = 1, max = 1_000) int failures, @ForAll long seed) {
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofMinutes(1));
        Duration bound = Duration.ofMillis(500L << Math.min(20, failures - 1));

        assertThat(backoff.delay(failures, new Random(seed)))
                .isPositive()
                .isLessThanOrEqualTo(bound)
                .isLessThanOrEqualTo(Duration.ofMinutes(1));
    }

    private static Delivery delivery(int sequence, int bytes) {
        return new Delivery(
                new LockToken(sequence, 0),
                1,
                Instant.EPOCH,
                new StoredEvent(
                        sequence,
                        Instant.EPOCH,
                        new EventKey("s", "id" + sequence),
                        "t",
                        new byte[bytes]));
    }
}

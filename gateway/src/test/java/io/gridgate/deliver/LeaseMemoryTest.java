package io.gridgate.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.event.EventKey;
import io.gridgate.log.Delivery;
import io.gridgate.log.LockToken;
import io.gridgate.log.StoredEvent;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

final class LeaseMemoryTest {

    private final LeaseMemory memory = new LeaseMemory(10 << 20);

    @Test
    void reservesForTheLargestEvents() {
        assertThat(memory.reserve(5)).isEqualTo(5);
        assertThat(memory.reserve(100)).isEqualTo(4);
        assertThat(memory.reserve(1)).isZero();
    }

    @Test
    void givesBackWhatSmallEventsDidNotNeed() {
        List<Delivery> small = events(9, 100);

        memory.shrink(memory.reserve(9), small);

        assertThat(memory.reserve(100)).isEqualTo(9);
    }

    @Test
    void isWholeAgainWhenAllPartsAreDone() {
        List<Delivery> leased = events(9, 100_001);
        memory.shrink(memory.reserve(9), leased);
        assertThat(memory.reserve(100)).isEqualTo(8);
        memory.shrink(8, List.of());

        memory.release(leased.subList(0, 4));
        memory.release(leased.subList(4, 9));

        assertThat(memory.reserve(100)).isEqualTo(9);
    }

    @Test
    void neverRefusesTheFirstEventOfALease() {
        memory.reserve(100);
        List<Delivery> first = events(1, 1 << 20);

        memory.take(first.getFirst());

        assertThat(memory.reserve(1)).isZero();
        memory.release(first);
        memory.shrink(9, List.of());
        assertThat(memory.reserve(100)).isEqualTo(9);
    }

    private static List<Delivery> events(int count, int bytes) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new Delivery(
                                new LockToken(i, 0),
                                1,
                                Instant.EPOCH,
                                new StoredEvent(
                                        i,
                                        Instant.EPOCH,
                                        new EventKey("s", "id" + i),
                                        "t",
                                        new byte[bytes])))
                .toList();
    }
}

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

    private final LeaseMemory memory = new LeaseMemory(1_000);

    @Test
    void reservesAsFarAsThereIsRoom() {
        assertThat(memory.reserve(700)).isEqualTo(700);
        assertThat(memory.reserve(700)).isEqualTo(300);
        assertThat(memory.reserve(1)).isZero();
    }

    @Test
    void givesBackWhatSmallEventsDidNotNeed() {
        memory.shrink(memory.reserve(900), events(3, 100));

        assertThat(memory.reserve(5_000)).isEqualTo(700);
    }

    @Test
    void isWholeAgainWhenAllPartsAreDone() {
        List<Delivery> leased = events(9, 101);
        memory.shrink(memory.reserve(1_000), leased);
        assertThat(memory.reserve(5_000)).isEqualTo(91);
        memory.shrink(91, List.of());

        memory.release(leased.subList(0, 4));
        memory.release(leased.subList(4, 9));

        assertThat(memory.reserve(5_000)).isEqualTo(1_000);
    }

    @Test
    void neverRefusesTheFirstEventOfALease() {
        memory.shrink(memory.reserve(1_000), events(1, 1_000));
        List<Delivery> first = events(1, 1 << 20);

        memory.take(first.getFirst());

        assertThat(memory.reserve(1)).isZero();
        memory.release(first);
        assertThat(memory.reserve(1)).isZero();
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

package io.gridgate.handlers.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

@Timeout(30)
class PollerTest {

    private final Semaphore taken = new Semaphore(0);

    @Test
    void restsAsLongAsEachTurnSaysAndNotAtAllWhereItSaysZero() throws InterruptedException {
        BlockingQueue<Duration> answers =
                new LinkedBlockingQueue<>(
                        List.of(Duration.ofSeconds(3), Duration.ZERO, Duration.ofSeconds(7)));
        List<Duration> rests = new CopyOnWriteArrayList<>();
        Poller.Turn turn =
                () -> {
                    Duration rest = answers.poll();
                    taken.release();
                    return rest == null ? Duration.ofHours(1) : rest;
                };
        Pause pause =
                rest -> {
                    rests.add(rest);
                    if (rest.toHours() > 0) {
                        throw new InterruptedException();
                    }
                };
        try (Poller poller = new Poller("test", turn, pause)) {
            poller.start();
            taken.acquire(4);
        }
        assertThat(rests.subList(0, 2))
                .containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(7));
    }

    @Test
    void isWokenOutOfALongRest() throws InterruptedException {
        Poller.Turn turn =
                () -> {
                    taken.release();
                    return Duration.ofHours(1);
                };
        try (Poller poller = new Poller("test", turn, null)) {
            poller.start();
            taken.acquire();
            poller.wake();
            taken.acquire();
        }
    }

    @Test
    void startsOnceAndTakesNoTurnWhereItWasClosedBefore() {
        Poller poller =
                new Poller(
                        "outbox-relay",
                        () -> {
                            taken.release();
                            return Duration.ofHours(1);
                        },
                        null);
        poller.close();
        poller.start();
        poller.close();
        assertThat(poller.isClosed()).isTrue();
        assertThat(taken.availablePermits()).isZero();
        assertThatThrownBy(poller::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("outbox-relay starts once");
    }
}

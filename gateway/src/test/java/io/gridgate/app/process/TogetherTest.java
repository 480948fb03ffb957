package io.gridgate.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(60)
class TogetherTest {

    private final AtomicInteger closed = new AtomicInteger();
    private final Together together = new Together();

    @Test
    void closesAllAtTheSameTime() {
        CyclicBarrier barrier = new CyclicBarrier(3);
        for (int i = 0; i < 3; i++) {
            together.add(() -> {
                // None gets past here before all are being closed.
                barrier.await(20, TimeUnit.SECONDS);
                closed.incrementAndGet();
            });
        }

        together.close();

        assertThat(closed).hasValue(3);
    }

    @Test
    void closesTheOthersThoughOneFails() {
        together.add(closed::incrementAndGet);
        together.add(() -> {
            throw new IllegalStateException("broken");
        });
        together.add(closed::incrementAndGet);

        together.close();

        assertThat(closed).hasValue(2);
    }

    @Test
    void waitsToTheEndThoughItIsInterrupted() {
        together.add(closed::incrementAndGet);
        Thread.currentThread().interrupt();

        together.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(closed).hasValue(1);
    }

    @Test
    void takesNoPartOnceItIsClosed() {
        together.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> together.add(closed::incrementAndGet))
                .withMessage("the process is stopping");
    }
}

package io.gridgate.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.log.LogContract;
import io.gridgate.log.LogException;
import io.gridgate.log.LogFixture;
import io.gridgate.log.Settlement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Reading dead letters ends, whatever happens to the files meanwhile. */
class DeadLettersTest extends LogContract {

    private static final int LETTERS = 500;

    @TempDir private Path folder;

    @Override
    protected LogFixture open() {
        return new EmbeddedFixture(folder);
    }

    @Test
    void endsWhenTheLogIsClosedMeanwhile() throws Exception {
        declareOrders();
        log().append(ORDERS, events("e", LETTERS));
        log().settle(WORKER, tokens(lease(LETTERS)), new Settlement.Reject("no"));
        assertThat(log().deadLetters(WORKER, -1, LETTERS)).hasSize(LETTERS);
        CountDownLatch reading = new CountDownLatch(1);
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> reader =
                    thread.submit(() -> {
                        while (true) {
                            log().deadLetters(WORKER, -1, LETTERS);
                            reading.countDown();
                        }
                    });
            assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();
            log().close();

            assertThatThrownBy(() -> reader.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(LogException.Unavailable.class);
        }
        restart();
    }
}

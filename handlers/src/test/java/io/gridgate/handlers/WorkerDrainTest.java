package io.gridgate.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

class WorkerDrainTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(25);

    @Test
    void letsHandlersEndAndSettles() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.offer("a");
            fixture.start(fixture.gated(), builder -> builder.concurrency(1));
            fixture.listener.await("received a");
            fixture.open("a");

            DrainReport report = fixture.drain(TIMEOUT);

            assertThat(report).isEqualTo(new DrainReport(0, 0, 0)).matches(DrainReport::clean);
            assertThat(fixture.listener.lines).contains("settled a");
        }
    }

    @Test
    void givesBackWhatComesWhileItStops() throws Exception {
        try (var fixture = new WorkerFixture()) {
            AtomicBoolean handled = new AtomicBoolean();
            Worker worker =
                    fixture.start((_, _) -> {
                        handled.set(true);
                        return Outcome.acknowledge();
                    });
            fixture.time.awaitTimer(Duration.ofSeconds(10), Duration.ofSeconds(10));
            var report = new CompletableFuture<DrainReport>();
            Thread.ofVirtual().start(() -> report.complete(worker.drain(TIMEOUT)));
            fixture.time.awaitTimer(Duration.ofSeconds(22), Duration.ofSeconds(22));

            fixture.subscription.offer("late");

            assertThat(fixture.nextSettlement()).isEqualTo("release NO_DELAY [token-late]");
            assertThat(report.get()).isEqualTo(new DrainReport(1, 0, 0));
            assertThat(handled).isFalse();
        }
    }

    @Test
    void interruptsHandlersThatRunOnAndGivesTheirEventsBack() throws Exception {
        try (var fixture = new WorkerFixture()) {
            CountDownLatch interrupted = new CountDownLatch(1);
            fixture.subscription.offer("stuck");
            fixture.start((_, _) -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
                return Outcome.acknowledge();
            });
            fixture.listener.await("received stuck");

            DrainReport report = fixture.drain(TIMEOUT);

            assertThat(report).isEqualTo(new DrainReport(1, 1, 0));
            assertThat(report.clean()).isFalse();
            interrupted.await();
            assertThat(fixture.subscription.settlements)
                    .contains("release NO_DELAY [token-stuck]")
                    .noneMatch(call -> call.startsWith("acknowledge"));
            assertThat(fixture.listener.lines).contains("settled stuck");
        }
    }

    @Test
    void endsInTimeWhenNothingCanBeSettled() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.offer("a");
            fixture.subscription.settleGate = new CountDownLatch(1);
            fixture.start((_, _) -> Outcome.acknowledge());
            fixture.listener.await("handled a in 0 s");

            DrainReport report = fixture.drain(TIMEOUT);

            assertThat(report).isEqualTo(new DrainReport(0, 0, 1));
            assertThat(fixture.time.instant())
                    .isBetween(HandTime.START.plusSeconds(25), HandTime.START.plusSeconds(27));
        }
    }

    @Test
    void drainsAWorkerThatNeverStartedAndOneThatIsDrained() {
        HandTime time = new HandTime();
        Worker worker =
                Worker.builder(new MemorySubscription(time), (_, _) -> Outcome.acknowledge())
                        .time(time)
                        .build();

        assertThat(worker.drain(TIMEOUT)).isEqualTo(new DrainReport(0, 0, 0));
        assertThat(worker.drain(Duration.ZERO)).isEqualTo(new DrainReport(0, 0, 0));
    }
}

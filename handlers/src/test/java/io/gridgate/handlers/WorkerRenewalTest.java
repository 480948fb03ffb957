package io.gridgate.handlers;

import static io.gridgate.handlers.MemorySubscription.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

class WorkerRenewalTest {

    private static final Duration SIXTH = Duration.ofSeconds(10);

    @Test
    void renewsLocksInOneRequestWhenHalfOfTheirTimeIsOver() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.offer("a", "b");
            Worker worker = fixture.start(fixture.gated());
            fixture.listener.await("received a");
            fixture.listener.await("received b");

            fixture.time.advance(SIXTH.multipliedBy(2));
            assertThat(fixture.subscription.settlements).isEmpty();
            fixture.time.advance(SIXTH);
            assertThat(fixture.nextSettlement())
                    .isIn("renew [token-a, token-b]", "renew [token-b, token-a]");
            fixture.time.advance(SIXTH.multipliedBy(2));
            assertThat(fixture.subscription.settlements).isEmpty();
            fixture.open("b");
            fixture.listener.await("settled b");
            while (worker.counters().inFlight() > 1) {
                Thread.onSpinWait();
            }
            assertThat(fixture.nextSettlement()).isEqualTo("acknowledge [token-b]");
            fixture.time.advance(SIXTH);
            assertThat(fixture.nextSettlement()).isEqualTo("renew [token-a]");
            fixture.open("a");
            fixture.listener.await("handled a in 60 s");
        }
    }

    @Test
    void endsRenewalAfterItsLimitAndTellsThatTheLockIsGone() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.offer("a");
            fixture.start(fixture.gated(), builder -> builder.renewalLimit(Duration.ofMinutes(1)));
            fixture.listener.await("received a");

            fixture.time.advance(Duration.ofSeconds(80));
            assertThat(fixture.listener.lines).containsExactly("received a", "renewal ended a");
            fixture.time.advance(Duration.ofMinutes(5));

            assertThat(fixture.subscription.settlements).containsExactly("renew [token-a]");
            assertThat(fixture.listener.lines)
                    .containsExactly(
                            "received a",
                            "renewal ended a",
                            "lost a handled for longer than its lock can be renewed, PT1M");
            fixture.open("a");
        }
    }

    @Test
    void tellsTheHandlerAndTheListenerThatALockIsLost() {
        try (var fixture = new WorkerFixture()) {
            AtomicReference<DeliveryContext> seen = new AtomicReference<>();
            CountDownLatch end = new CountDownLatch(1);
            fixture.subscription.offer("a");
            fixture.subscription.lostTokens.add("token-a");
            Worker worker =
                    fixture.start((_, context) -> {
                        seen.set(context);
                        end.await();
                        return Outcome.acknowledge();
                    });
            fixture.listener.await("received a");
            fixture.time.advance(Duration.ofMinutes(2));

            fixture.listener.await("lost a TokenLost Token has expired.");
            end.countDown();
            fixture.listener.await("handled a in 120 s");
            assertThat(seen.get().lockLost()).isTrue();
            assertThat(fixture.nextSettlement()).isEqualTo("renew [token-a]");
            assertThat(fixture.nextSettlement()).isEqualTo("acknowledge [token-a]");
            assertThat(worker.counters().lost()).isEqualTo(1);
        }
    }

    @Test
    void renewsAgainSoonWhenARenewalFails() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.offer("a");
            fixture.start(fixture.gated());
            fixture.listener.await("received a");
            fixture.subscription.settleFailures.add(failure(503, null));

            fixture.time.advance(SIXTH.multipliedBy(4));

            assertThat(fixture.subscription.settlements)
                    .containsExactly("renew [token-a]", "renew [token-a]");
            assertThat(fixture.listener.lines).containsExactly("received a", "renewal failed");
            fixture.open("a");
        }
    }
}

package io.gridgate.handlers;

import static io.gridgate.handlers.MemorySubscription.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gridgate.handlers.client.ReleaseDelay;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

class WorkerTest {

    @Test
    void receivesOnlyWhatItCanStart() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.offer("a", "b", "c", "d");
            Worker worker = fixture.start(fixture.gated(), builder -> builder.concurrency(2));

            fixture.listener.await("received a");
            fixture.listener.await("received b");
            assertThat(fixture.subscription.asked).containsExactly(2);
            assertThat(worker.counters().inFlight()).isEqualTo(2);

            fixture.open("b");
            fixture.listener.await("received c");
            assertThat(fixture.subscription.asked).containsExactly(2, 1);
            fixture.open("a", "c", "d");
            fixture.listener.await("settled d");
            fixture.awaitCounters(new WorkerCounters(4, 0, 4, 0, 4, 0, 0, 0, 0));
        }
    }

    @Test
    void acknowledgesAtOnceWhenIdleAndTogetherWhileARequestIsUnderWay() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.settleGate = new CountDownLatch(1);
            fixture.subscription.offer("a", "b", "c", "d", "e");
            fixture.start(fixture.gated());

            fixture.open("a");
            assertThat(fixture.nextSettlement()).isEqualTo("acknowledge [token-a]");
            fixture.open("b");
            assertThat(fixture.nextSettlement()).isEqualTo("acknowledge [token-b]");
            for (String id : List.of("c", "d", "e")) {
                fixture.open(id);
                fixture.listener.await("handled " + id + " in 0 s");
            }
            fixture.subscription.settleGate.countDown();
            for (String id : List.of("a", "b", "c", "d", "e")) {
                fixture.listener.await("settled " + id);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,NO_DELAY", "2,TEN_SECONDS", "3,ONE_MINUTE", "4,TEN_MINUTES", "5,ONE_HOUR"})
    void releasesByStepsWhenTheHandlerThrows(int deliveryCount, ReleaseDelay delay) {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.offer("a", deliveryCount);
            fixture.start((_, _) -> {
                throw new IllegalStateException("mail is down");
            });

            assertThat(fixture.nextSettlement()).isEqualTo("release " + delay + " [token-a]");
            fixture.listener.await("settled a");
            assertThat(fixture.listener.lines)
                    .containsExactly("received a", "failed a mail is down", "settled a");
            fixture.awaitCounters(new WorkerCounters(1, 0, 0, 1, 0, 1, 0, 0, 0));
        }
    }

    @Test
    void rejectsAfterTheSixthFailure() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.offer("a", 6);
            fixture.start((_, _) -> {
                throw new IllegalStateException("mail is down");
            });

            assertThat(fixture.nextSettlement()).isEqualTo("reject [token-a]");
            fixture.awaitCounters(new WorkerCounters(1, 0, 0, 1, 0, 0, 1, 0, 0));
        }
    }

    @Test
    void leavesTheEndToTheSubscriptionWhereThePolicyOnlyReleases() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.offer("a", 9);
            fixture.start(
                    (_, _) -> {
                        throw new IllegalStateException("mail is down");
                    },
                    builder -> builder.failurePolicy(FailurePolicy.releaseBySteps()));

            assertThat(fixture.nextSettlement()).isEqualTo("release ONE_HOUR [token-a]");
        }
    }

    @Test
    void rejectsAtOnceWhatNoRepetitionMends() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.offer("a");
            fixture.start(
                    (_, _) -> {
                        throw new UncheckedIOException(new IOException("not JSON"));
                    },
                    builder ->
                            builder.failurePolicy(
                                    FailurePolicy.releaseThenReject()
                                            .rejecting(UncheckedIOException.class)));

            assertThat(fixture.nextSettlement()).isEqualTo("reject [token-a]");
        }
    }

    @Test
    void rejectsWithoutHandlingWhatCameTooOften() {
        try (var fixture = new WorkerFixture()) {
            AtomicInteger handled = new AtomicInteger();
            fixture.subscription.offer("poison", 4);
            fixture.start(
                    (_, _) -> {
                        handled.incrementAndGet();
                        return Outcome.acknowledge();
                    },
                    builder -> builder.deliveryLimit(3));

            assertThat(fixture.nextSettlement()).isEqualTo("reject [token-poison]");
            fixture.subscription.offer("last", 3);
            assertThat(fixture.nextSettlement()).isEqualTo("acknowledge [token-last]");
            assertThat(fixture.listener.lines).startsWith("received poison", "poisoned poison");
            assertThat(handled).hasValue(1);
        }
    }

    @Test
    void settlesByTheOutcomeOfTheHandler() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.offer("release");
            fixture.start((event, _) ->
                    event.getId().equals("release")
                            ? Outcome.release(ReleaseDelay.TEN_MINUTES)
                            : Outcome.reject("no such order"));

            assertThat(fixture.nextSettlement()).isEqualTo("release TEN_MINUTES [token-release]");
            fixture.subscription.offer("reject");
            assertThat(fixture.nextSettlement()).isEqualTo("reject [token-reject]");
        }
    }

    @Test
    void treatsAHandlerWithoutAnOutcomeAsFailed() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.offer("a");
            fixture.start((_, _) -> null);

            assertThat(fixture.nextSettlement()).isEqualTo("release NO_DELAY [token-a]");
        }
    }

    @Test
    void tellsThatALockWasLostWhenSettling() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.lostTokens.add("token-a");
            fixture.subscription.offer("a", "b");
            Worker worker = fixture.start((_, _) -> Outcome.acknowledge());

            fixture.listener.await("lost a TokenLost Token has expired.");
            fixture.listener.await("settled b");
            assertThat(worker.counters().lost()).isEqualTo(1);
            assertThat(worker.counters().acknowledged()).isEqualTo(1);
        }
    }

    @Test
    void settlesAgainWhenTheNamespaceIsAway() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.settleFailures.add(failure(503, null));
            fixture.subscription.settleFailures.add(failure(429, Duration.ofSeconds(7)));
            fixture.subscription.offer("a");
            fixture.start((_, _) -> Outcome.acknowledge());

            assertThat(fixture.nextSettlement()).isEqualTo("acknowledge [token-a]");
            fixture.time.awaitTimer(Duration.ofMillis(250), Duration.ofMillis(500));
            fixture.time.advance(Duration.ofMillis(500));
            assertThat(fixture.nextSettlement()).isEqualTo("acknowledge [token-a]");
            fixture.time.awaitTimer(Duration.ofSeconds(7), Duration.ofMillis(7700));
            fixture.time.advance(Duration.ofMillis(7700));
            assertThat(fixture.nextSettlement()).isEqualTo("acknowledge [token-a]");
            fixture.listener.await("settled a");
        }
    }

    @Test
    void tellsThatAnOutcomeDidNotGetThrough() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.settleFailures.add(new IllegalStateException("broken"));
            fixture.subscription.offer("a");
            fixture.start((_, _) -> Outcome.acknowledge());

            fixture.listener.await("lost a not settled: java.lang.IllegalStateException: broken");
            fixture.awaitCounters(new WorkerCounters(1, 0, 1, 0, 0, 0, 0, 1, 0));
        }
    }

    @Test
    void goesOnWhenAListenerThrows() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.offer("a");
            WorkerListener broken =
                    new WorkerListener() {
                        @Override
                        public void received(
                                io.cloudevents.CloudEvent event, DeliveryContext context) {
                            throw new IllegalStateException("console gone");
                        }
                    };
            fixture.start((_, _) -> Outcome.acknowledge(), builder -> builder.listener(broken));

            fixture.listener.await("settled a");
        }
    }

    @Test
    void startsOnce() {
        try (var fixture = new WorkerFixture()) {
            Worker worker = fixture.start((_, _) -> Outcome.acknowledge());

            assertThatIllegalStateException().isThrownBy(worker::start);
        }
    }
}

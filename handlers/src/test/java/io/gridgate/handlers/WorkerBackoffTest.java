package io.gridgate.handlers;

import static io.gridgate.handlers.MemorySubscription.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.handlers.client.EventGridException;
import io.gridgate.handlers.client.EventGridException.Failure;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class WorkerBackoffTest {

    /** Keeps the sweeps of the renewal far from the times that matter here. */
    private static WorkerBuilder noRenewal(WorkerBuilder builder) {
        return builder.lockDuration(Duration.ofHours(1));
    }

    @Test
    void pausesLongerAfterEachFailedReceiveAndNotAtAllAfterASuccess() {
        try (var fixture = new WorkerFixture()) {
            for (int i = 0; i < 8; i++) {
                fixture.subscription.receiveFailures.add(failure(0, null));
            }
            fixture.start((_, _) -> Outcome.acknowledge(), WorkerBackoffTest::noRenewal);
            long[] boundsMillis = {500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000};
            for (int i = 0; i < boundsMillis.length; i++) {
                fixture.listener.await("receive failed", i + 1);
                Duration bound = Duration.ofMillis(boundsMillis[i]);
                assertThat(fixture.listener.pauses.get(i)).isBetween(bound.dividedBy(2), bound);
                fixture.time.awaitTimer(bound.dividedBy(2), bound);
                // Not past the end of the pause: the next one begins there, on another thread.
                fixture.time.advance(fixture.listener.pauses.get(i));
            }
            fixture.subscription.offer("a");
            fixture.listener.await("settled a");
            fixture.subscription.receiveFailures.add(failure(0, null));
            fixture.subscription.offer("b");
            fixture.listener.await("receive failed", 9);

            assertThat(fixture.listener.pauses.get(8)).isLessThanOrEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void waitsForAsLongAsTheNamespaceAsks() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.receiveFailures.add(failure(429, Duration.ofSeconds(40)));
            fixture.start((_, _) -> Outcome.acknowledge());

            fixture.listener.await("receive failed");
            assertThat(fixture.listener.pauses.get(0))
                    .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(44));
        }
    }

    @Test
    void asksForFewerEventsWhenTheAnswerWasTooLarge() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.receiveFailures.add(
                    new EventGridException(
                            "too large", new Failure(0, "AnswerTooLarge", null, false), null));
            fixture.start(
                    (_, _) -> Outcome.acknowledge(),
                    builder -> noRenewal(builder).concurrency(200));

            fixture.listener.await("receive failed");
            fixture.time.awaitTimer(Duration.ofMillis(1), Duration.ofMillis(500));
            fixture.time.advance(Duration.ofMillis(500));
            fixture.subscription.offer("a");
            fixture.listener.await("settled a");
            assertThat(fixture.subscription.asked).startsWith(100, 50);
        }
    }

    @Test
    void asksAgainAtOnceAfterALongPollAndPausesWhenTheNamespaceDoesNotWait() {
        try (var fixture = new WorkerFixture()) {
            fixture.start((_, _) -> Outcome.acknowledge(), WorkerBackoffTest::noRenewal);
            fixture.time.awaitTimer(Duration.ofSeconds(10), Duration.ofSeconds(10));
            fixture.time.advance(Duration.ofSeconds(10));
            fixture.time.awaitTimer(Duration.ofSeconds(10), Duration.ofSeconds(10));
            assertThat(fixture.subscription.asked).hasSize(2);
        }
        try (var fixture = new WorkerFixture()) {
            fixture.start(
                    (_, _) -> Outcome.acknowledge(),
                    builder -> noRenewal(builder).receiveWait(Duration.ZERO));
            fixture.time.awaitTimer(Duration.ofMillis(25), Duration.ofMillis(50));
            assertThat(fixture.subscription.asked).hasSize(1);
        }
    }
}

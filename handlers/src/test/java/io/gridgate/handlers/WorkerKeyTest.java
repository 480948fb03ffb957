package io.gridgate.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

class WorkerKeyTest {

    private static void offer(WorkerFixture fixture, String id, String partitionKey) {
        fixture.subscription.offer(id, 1, ",\"partitionkey\":\"" + partitionKey + "\"");
    }

    @Test
    void handlesEventsOfAKeyInTheOrderOfTheirArrivalAndOthersBesideThem() {
        try (var fixture = new WorkerFixture()) {
            offer(fixture, "a1", "a");
            offer(fixture, "a2", "a");
            offer(fixture, "b1", "b");
            offer(fixture, "a3", "a");
            fixture.subscription.offer("free");
            fixture.start(
                    fixture.gated(),
                    builder -> builder.inOrder(EventKey.partitionKey()).concurrency(8));

            fixture.listener.await("received a1");
            fixture.listener.await("received b1");
            fixture.listener.await("received free");
            fixture.open("a2", "a3", "b1", "free");
            fixture.listener.await("settled b1");
            assertThat(fixture.listener.lines).doesNotContain("received a2", "received a3");

            fixture.open("a1");
            fixture.listener.await("settled a3");
            assertThat(fixture.listener.lines)
                    .containsSubsequence(
                            "received a1",
                            "handled a1 in 0 s",
                            "received a2",
                            "handled a2 in 0 s",
                            "received a3",
                            "handled a3 in 0 s");
        }
    }

    @Test
    void goesOnWithTheNextOfAKeyWhenOneFails() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.offer("first", 1, ",\"subject\":\"x\"");
            fixture.subscription.offer("second", 1, ",\"subject\":\"x\"");
            fixture.start(
                    (event, _) -> {
                        if (event.getId().equals("first")) {
                            throw new IllegalStateException("once");
                        }
                        return Outcome.acknowledge();
                    },
                    builder -> builder.inOrder(EventKey.subject()));

            fixture.listener.await("settled second");
            assertThat(fixture.listener.lines)
                    .containsSubsequence("failed first once", "received second");
        }
    }

    @Test
    void handlesAtMostSoManyOfAKeyAtOnce() {
        try (var fixture = new WorkerFixture()) {
            for (String id : new String[] {"a1", "a2", "a3"}) {
                offer(fixture, id, "a");
            }
            offer(fixture, "b1", "b");
            fixture.start(
                    fixture.gated(),
                    builder -> builder.perKey(EventKey.partitionKey(), 2).receivers(2));

            fixture.listener.await("received a1");
            fixture.listener.await("received a2");
            fixture.listener.await("received b1");
            assertThat(fixture.listener.lines).doesNotContain("received a3");
            fixture.open("a2");
            fixture.listener.await("received a3");
            fixture.open("a1", "a3", "b1");
        }
    }

    @Test
    void handlesAnEventWhoseKeyCannotBeRead() {
        try (var fixture = new WorkerFixture()) {
            fixture.subscription.offer("a");
            EventKey broken =
                    _ -> {
                        throw new IllegalStateException("no key");
                    };
            fixture.start((_, _) -> Outcome.acknowledge(), builder -> builder.inOrder(broken));

            fixture.listener.await("settled a");
        }
    }

    @Test
    void renewsTheLockOfWhatWaitsAndPassesOverWhatLostIt() {
        try (var fixture = new WorkerFixture()) {
            offer(fixture, "a1", "a");
            offer(fixture, "a2", "a");
            fixture.subscription.lostTokens.add("token-a2");
            Worker worker =
                    fixture.start(
                            fixture.gated(), builder -> builder.inOrder(EventKey.partitionKey()));
            fixture.turnUntil(() -> worker.counters().inFlight() == 2, Duration.ZERO);

            fixture.time.advance(Duration.ofSeconds(30));
            assertThat(fixture.nextSettlement())
                    .isIn("renew [token-a1, token-a2]", "renew [token-a2, token-a1]");
            fixture.listener.await("lost a2 TokenLost Token has expired.");
            fixture.open("a1");
            fixture.awaitCounters(new WorkerCounters(1, 0, 1, 0, 1, 0, 0, 1, 0));
            assertThat(fixture.listener.lines).doesNotContain("received a2");
        }
    }

    @Test
    void givesBackWhatWaitsForItsTurnWhenItStops() throws Exception {
        try (var fixture = new WorkerFixture()) {
            offer(fixture, "a1", "a");
            offer(fixture, "a2", "a");
            Worker worker =
                    fixture.start(
                            fixture.gated(), builder -> builder.inOrder(EventKey.partitionKey()));
            fixture.listener.await("received a1");

            var report = new CompletableFuture<DrainReport>();
            Thread.ofVirtual().start(() -> report.complete(worker.drain(Duration.ofSeconds(25))));
            assertThat(fixture.nextSettlement()).isEqualTo("release NO_DELAY [token-a2]");
            fixture.open("a1");
            fixture.listener.await("settled a1");
            fixture.turnUntil(report::isDone, Duration.ofMillis(1));
            assertThat(report.get()).isEqualTo(new DrainReport(1, 0, 0));
            assertThat(fixture.listener.lines)
                    .contains("settled a1", "settled a2")
                    .doesNotContain("received a2");
        }
    }

    @Test
    void refusesOrderWithSeveralReceivers() {
        var builder =
                Worker.builder(
                                new MemorySubscription(new HandTime()),
                                (_, _) -> Outcome.acknowledge())
                        .inOrder(EventKey.subject())
                        .receivers(2);

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage(
                        "inOrder needs one receiver, not 2: their answers would overtake each"
                                + " other");
    }
}

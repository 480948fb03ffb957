package io.gridgate.deliver.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.deliver.LaneSettings;
import io.gridgate.deliver.Pace;
import io.gridgate.testing.ScriptedNamespace;
import io.gridgate.testing.ScriptedNamespace.Answer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Order, pace, fail-over, and a namespace that refuses everything. */
@Timeout(120)
class ForwardingRulesTest {

    private static final LaneSettings SMALL =
            new LaneSettings(10, 100_000, 4, Duration.ofMinutes(1));

    @TempDir private Path folder;
    private final ScriptedNamespace first = new ScriptedNamespace();
    private final ScriptedNamespace second = new ScriptedNamespace();

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void keepsTheOrderThroughFailuresAndPoison() throws Exception {
        Random random = new Random(42);
        first.script(request -> {
            if (request.ids().contains("id-77")) {
                return Answer.error(400, "Scripted");
            }
            return switch (random.nextInt(4)) {
                case 0 -> Answer.error(503, "Scripted");
                case 1 -> Answer.error(429, "Scripted");
                default -> Answer.OK;
            };
        });
        LaneSettings ordered = new LaneSettings(10, 100_000, 4, Duration.ofMinutes(1), true);
        try (OutboxFixture outbox = outbox(ordered, Optional.empty(), first)) {
            List<String> ids = new ArrayList<>(outbox.append(200));
            outbox.forward();
            outbox.await(200);

            ids.remove("id-77");
            assertThat(first.taken()).containsExactlyElementsOf(ids);
            assertThat(outbox.log.deadLetters(OutboxFixture.LANE, -1, 10))
                    .extracting(letter -> letter.event().key().id())
                    .containsExactly("id-77");
        }
    }

    @Test
    void givesUpAFewEventsAtMostWhenEverythingIsRefused() throws Exception {
        AtomicInteger refusals = new AtomicInteger(60);
        first.script(request ->
                refusals.getAndDecrement() > 0
                        ? Answer.error(400, "UnsupportedApiVersion")
                        : Answer.OK);
        try (OutboxFixture outbox = outbox(SMALL, Optional.empty(), first)) {
            outbox.append(300);
            outbox.forward();
            outbox.await(230);

            assertThat(outbox.log.tally(OutboxFixture.LANE).deadLettered()).isEqualTo(10);
            assertThat(outbox.states.getFirst())
                    .startsWith("paused: the last 10 events were all refused")
                    .contains("UnsupportedApiVersion");
            assertThat(outbox.states.getLast()).isEqualTo("resumed");
        }
    }

    @Test
    void usesTheNextNamespaceWhileTheFirstIsDown() throws Exception {
        AtomicInteger failures = new AtomicInteger(3);
        first.script(request -> failures.getAndDecrement() > 0 ? Answer.RESET : Answer.OK);
        try (OutboxFixture outbox = outbox(SMALL, Optional.empty(), first, second)) {
            List<String> ids = outbox.append(2_000);
            outbox.forward();
            outbox.await(2_000);

            List<String> taken = new ArrayList<>(first.taken());
            taken.addAll(second.taken());
            assertThat(taken).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(second.taken()).isNotEmpty();
            assertThat(first.taken()).as("used again once it is back").isNotEmpty();
            assertThat(outbox.states).as("the lane never had to wait").isEmpty();
        }
    }

    @Test
    void staysWithTheFirstNamespaceWhereThePermissionIsWrong() throws Exception {
        AtomicInteger refusals = new AtomicInteger(3);
        first.script(request ->
                refusals.getAndDecrement() > 0 ? Answer.error(403, "Forbidden") : Answer.OK);
        try (OutboxFixture outbox = outbox(SMALL, Optional.empty(), first, second)) {
            List<String> ids = outbox.append(50);
            outbox.forward();
            outbox.await(50);

            assertThat(first.taken()).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(second.requests()).isEmpty();
            assertThat(outbox.states).hasSize(2);
        }
    }

    @Test
    void spreadsRequestsToTheThroughputUnits() throws Exception {
        Pace pace = new Pace(1, InstantSource.system());
        LaneSettings lane = new LaneSettings(100, 100_000, 4, Duration.ofMinutes(1));
        try (OutboxFixture outbox = outbox(lane, Optional.of(pace), first)) {
            outbox.append(2_500);
            long start = System.nanoTime();
            outbox.forward();
            outbox.await(2_500);

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("2,500 events at 1,000 a second, of which 1,000 go at once")
                    .isGreaterThanOrEqualTo(Duration.ofMillis(1_400));
        }
    }

    private OutboxFixture outbox(
            LaneSettings lane, Optional<Pace> pace, ScriptedNamespace... namespaces) {
        List<Forwarder.Upstream> upstreams = new ArrayList<>();
        for (ScriptedNamespace namespace : namespaces) {
            Path file = folder.resolve("ca-" + upstreams.size() + ".pem");
            upstreams.add(
                    OutboxFixture.upstream(
                            namespace.endpoint(),
                            "namespace-key",
                            namespace.writeCertificate(file)));
        }
        return new OutboxFixture(folder.resolve("log"), lane, pace, upstreams);
    }
}

package io.gridgate.deliver.forward;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.core.credential.KeyCredential;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;

import io.gridgate.deliver.Backoff;
import io.gridgate.deliver.LaneListener;
import io.gridgate.deliver.LaneSettings;
import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.Event;
import io.gridgate.event.Item;
import io.gridgate.handlers.client.EventGridSender;
import io.gridgate.handlers.client.EventGridSenderBuilder;
import io.gridgate.log.DeadLetter;
import io.gridgate.log.EventLog;
import io.gridgate.log.NewEvent;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.TopicName;
import io.gridgate.log.embedded.EmbeddedLog;
import io.gridgate.log.embedded.EmbeddedLogOptions;
import io.gridgate.testing.ScriptedNamespace;
import io.gridgate.testing.ScriptedNamespace.Answer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

final class ForwarderTest {

    private static final TopicName OUTBOX = new TopicName("acme--orders");
    private static final SubscriptionName LANE = Outbox.subscription(OUTBOX);

    @TempDir private Path folder;
    private final ScriptedNamespace namespace = new ScriptedNamespace();
    private final Heard heard = new Heard();
    private EventLog log;
    private Forwarder forwarder;

    @BeforeEach
    void open() {
        log = EmbeddedLog.open(folder, EmbeddedLogOptions.DEFAULT, InstantSource.system());
        Outbox.declare(log, OUTBOX, Duration.ofDays(365), Duration.ofDays(3));
        forwarder = forwarder(LaneSettings.DEFAULT);
    }

    @AfterEach
    void close() throws InterruptedException {
        forwarder.stop(Duration.ofSeconds(10));
        log.close();
        namespace.close();
    }

    @Test
    void sendsABacklogInFewRequestsAndAcknowledgesIt() throws InterruptedException {
        List<String> ids = append(2_500);

        forwarder.start();
        heard.await(2_500);

        assertThat(namespace.taken()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(namespace.requests())
                .hasSizeLessThan(50)
                .allSatisfy(request -> {
                    assertThat(request.path())
                            .isEqualTo("/topics/orders:publish?api-version=2024-06-01");
                    assertThat(request.authorization()).isEqualTo("SharedAccessKey namespace-key");
                    assertThat(request.ids()).hasSizeBetween(1, 1_000);
                });
        assertThat(log.tally(LANE).acknowledged()).isEqualTo(2_500);
        assertThat(log.tally(LANE).pending()).isZero();
    }

    @Test
    void sendsTheBytesThatWereAccepted() throws InterruptedException {
        forwarder.start();
        String event =
                "{\"type\":\"t\", \"data\":{\"z\":1.10,\"a\":1e400},\"specversion\":\"1.0\","
                        + "\"source\":\"s\",\"id\":\"exact\"}";

        append(List.of(event));
        heard.await(1);

        assertThat(namespace.bodies()).containsExactly(event);
    }

    @Test
    void acknowledgesOnlyAfterTheAnswer() throws InterruptedException {
        BlockingQueue<Long> acknowledged = new LinkedBlockingQueue<>();
        namespace.script(request -> {
            acknowledged.add(log.tally(LANE).acknowledged());
            return Answer.OK;
        });
        append(1);

        forwarder.start();
        heard.await(1);

        assertThat(acknowledged).containsExactly(0L);
        assertThat(log.tally(LANE).acknowledged()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 405, 408, 429, 500, 501, 503, 0})
    void keepsEventsWhileTheNamespaceTakesNone(int status) throws InterruptedException {
        AtomicInteger failures = new AtomicInteger(5);
        namespace.script(request ->
                failures.getAndDecrement() > 0
                        ? (status == 0 ? Answer.RESET : Answer.error(status, "Scripted"))
                        : Answer.OK);
        List<String> ids = append(100);

        forwarder.start();
        heard.await(100);

        assertThat(namespace.taken()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(heard.states).containsExactly("paused", "resumed");
        assertThat(log.tally(LANE).deadLettered()).isZero();
    }

    @Test
    void waitsAsLongAsRetryAfterSays() throws InterruptedException {
        List<Long> times = new CopyOnWriteArrayList<>();
        namespace.script(request -> {
            times.add(System.nanoTime());
            return times.size() == 1
                    ? Answer.error(429, "TooManyRequests").with("Retry-After", "1")
                    : Answer.OK;
        });
        append(1);

        forwarder.start();
        heard.await(1);

        assertThat(Duration.ofNanos(times.get(1) - times.get(0)))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413})
    void findsTheEventsThatAreRefusedAndDeliversTheRest(int status) throws InterruptedException {
        List<String> poison = List.of("id-0", "id-41", "id-42", "id-99");
        namespace.script(request ->
                request.ids().stream().anyMatch(poison::contains)
                        ? Answer.error(status, "Scripted")
                        : Answer.OK);
        List<String> ids = new ArrayList<>(append(100));

        forwarder.start();
        heard.await(100);

        ids.removeAll(poison);
        assertThat(namespace.taken()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(log.deadLetters(LANE, -1, 10))
                .extracting(letter -> letter.event().key().id())
                .containsExactlyElementsOf(poison);
        assertThat(log.deadLetters(LANE, -1, 10))
                .extracting(DeadLetter::detail)
                .allSatisfy(detail -> assertThat(detail).contains("Scripted"));
        assertThat(heard.states).isEmpty();
    }

    @Test
    void halvesARequestThatIsTooLargeForTheNamespace() throws InterruptedException {
        namespace.script(request ->
                request.bytes() > 2_000 ? Answer.error(413, "RequestTooLarge") : Answer.OK);
        List<String> ids = append(100);

        forwarder.start();
        heard.await(100);

        assertThat(namespace.taken()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(log.tally(LANE).deadLettered()).isZero();
    }

    @Test
    void goesOnWhereItWasAfterARestart() throws InterruptedException {
        namespace.script(request -> Answer.error(503, "ServiceUnavailable"));
        List<String> ids = append(300);
        forwarder.start();
        heard.awaitState("paused");

        forwarder.stop(Duration.ofSeconds(10));
        log.close();
        namespace.script(request -> Answer.OK);
        log = EmbeddedLog.open(folder, EmbeddedLogOptions.DEFAULT, InstantSource.system());
        forwarder = forwarder(LaneSettings.DEFAULT);
        forwarder.start();
        heard.await(300);

        assertThat(namespace.taken()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(log.tally(LANE).acknowledged()).isEqualTo(300);
    }

    @Test
    void keepsRequestsWithinTheirSize() throws InterruptedException {
        forwarder = forwarder(new LaneSettings(1_000, 5_000, 2, Duration.ofMinutes(1)));
        List<String> ids = append(500);

        forwarder.start();
        heard.await(500);

        assertThat(namespace.taken()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(namespace.requests())
                .allSatisfy(request -> assertThat(request.bytes()).isLessThanOrEqualTo(5_000));
    }

    private Forwarder forwarder(LaneSettings lane) {
        return new Forwarder(
                log,
                List.of(new ForwardRoute(OUTBOX, "orders")),
                List.of(new Forwarder.Upstream("scripted", this::sender)),
                new Forwarder.Options(
                        lane,
                        new Backoff(Duration.ofMillis(5), Duration.ofMillis(20)),
                        new Random(7),
                        InstantSource.system(),
                        Optional.empty()),
                heard);
    }

    private EventGridSender sender(String topic) {
        return new EventGridSenderBuilder()
                .endpoint(namespace.endpoint())
                .topicName(topic)
                .credential(new KeyCredential("namespace-key"))
                .trustedCertificates(namespace.writeCertificate(folder.resolve("ca.pem")))
                .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ZERO)))
                .build();
    }

    private List<String> append(int count) throws InterruptedException {
        List<String> ids = IntStream.range(0, count).mapToObj(i -> "id-" + i).toList();
        for (int from = 0; from < count; from += 1_000) {
            append(
                    ids.subList(from, Math.min(count, from + 1_000)).stream()
                            .map(id ->
                                    "{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":"
                                            + "\"s\",\"id\":\""
                                            + id
                                            + "\"}")
                            .toList());
        }
        return ids;
    }

    private void append(List<String> events) throws InterruptedException {
        log.append(
                OUTBOX,
                events.stream().map(json -> new NewEvent(event(json), new byte[32])).toList());
    }

    private static Event event(String json) {
        return CloudEventsDecoder.read(json.getBytes(UTF_8)) instanceof Item.Valid(Event event)
                ? event
                : null;
    }

    /** Counts settled events and keeps the changes of state. */
    private static final class Heard implements LaneListener {
        private final BlockingQueue<Object> settled = new LinkedBlockingQueue<>();
        private final ConcurrentLinkedQueue<String> states = new ConcurrentLinkedQueue<>();
        private final BlockingQueue<String> changes = new LinkedBlockingQueue<>();

        @Override
        public void delivered(SubscriptionName lane, List<StoredEvent> events) {
            settled.addAll(events);
        }

        @Override
        public void deadLettered(SubscriptionName lane, StoredEvent event, String reason) {
            settled.add(event);
        }

        @Override
        public void paused(SubscriptionName lane, String reason) {
            states.add("paused");
            changes.add("paused");
        }

        @Override
        public void resumed(SubscriptionName lane) {
            states.add("resumed");
            changes.add("resumed");
        }

        void await(int count) throws InterruptedException {
            for (int i = 0; i < count; i++) {
                assertThat(settled.poll(30, TimeUnit.SECONDS)).as("event %s", i).isNotNull();
            }
        }

        void awaitState(String state) throws InterruptedException {
            assertThat(changes.poll(30, TimeUnit.SECONDS)).isEqualTo(state);
        }
    }
}

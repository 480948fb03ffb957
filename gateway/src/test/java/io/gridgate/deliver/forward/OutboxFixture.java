package io.gridgate.deliver.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.core.credential.KeyCredential;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;

import io.gridgate.deliver.Backoff;
import io.gridgate.deliver.LaneListener;
import io.gridgate.deliver.LaneSettings;
import io.gridgate.deliver.Pace;
import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.Event;
import io.gridgate.event.Item;
import io.gridgate.handlers.client.EventGridSender;
import io.gridgate.handlers.client.EventGridSenderBuilder;
import io.gridgate.log.EventLog;
import io.gridgate.log.NewEvent;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.TopicName;
import io.gridgate.log.embedded.EmbeddedLog;
import io.gridgate.log.embedded.EmbeddedLogOptions;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** One outbox in a real log, and a forwarder with short waits that starts when it is asked to. */
final class OutboxFixture implements AutoCloseable, LaneListener {

    static final TopicName OUTBOX = new TopicName("acme--orders");
    static final SubscriptionName LANE = Outbox.subscription(OUTBOX);

    final EventLog log;
    final List<String> states = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> settled = new LinkedBlockingQueue<>();
    private final Forwarder forwarder;

    OutboxFixture(
            Path folder,
            LaneSettings lane,
            Optional<Pace> pace,
            List<Forwarder.Upstream> upstreams) {
        this(folder, lane, pace, upstreams, Forwarder.Topics.ALIKE);
    }

    /** An outbox whose topic is on no upstream. */
    OutboxFixture(Path folder, LaneSettings lane, Forwarder.Topics topics) {
        this(
                folder,
                lane,
                Optional.empty(),
                List.of(
                        new Forwarder.Upstream(
                                "none",
                                _ -> {
                                    throw new AssertionError("the upstream is not to be used");
                                })),
                topics);
    }

    private OutboxFixture(
            Path folder,
            LaneSettings lane,
            Optional<Pace> pace,
            List<Forwarder.Upstream> upstreams,
            Forwarder.Topics topics) {
        log = EmbeddedLog.open(folder, EmbeddedLogOptions.DEFAULT, InstantSource.system());
        Outbox.declare(log, OUTBOX, Duration.ofDays(365), Duration.ofDays(3));
        forwarder =
                new Forwarder(
                        log,
                        List.of(new ForwardRoute(OUTBOX, "orders")),
                        upstreams,
                        topics,
                        new Forwarder.Options(
                                lane,
                                new Backoff(Duration.ofMillis(5), Duration.ofMillis(20)),
                                new Random(7),
                                InstantSource.system(),
                                pace),
                        this);
    }

    static Forwarder.Upstream upstream(URI endpoint, String key, Path certificate) {
        return new Forwarder.Upstream(
                endpoint.toString(), topic -> sender(endpoint, key, certificate, topic));
    }

    private static EventGridSender sender(
            URI endpoint, String key, Path certificate, String topic) {
        return new EventGridSenderBuilder()
                .endpoint(endpoint)
                .topicName(topic)
                .credential(new KeyCredential(key))
                .trustedCertificates(certificate)
                .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ZERO)))
                .build();
    }

    /** Appends events with the ids {@code id-0} and so on, and returns the ids. */
    List<String> append(int count) throws InterruptedException {
        List<String> ids = IntStream.range(0, count).mapToObj(i -> "id-" + i).toList();
        for (int from = 0; from < count; from += 1_000) {
            log.append(
                    OUTBOX,
                    ids.subList(from, Math.min(count, from + 1_000)).stream()
                            .map(OutboxFixture::event)
                            .toList());
        }
        return ids;
    }

    private static NewEvent event(String id) {
        String json =
                "{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"s\",\"id\":\"%s\"}"
                        .formatted(id);
        if (CloudEventsDecoder.read(json.getBytes(UTF_8)) instanceof Item.Valid(Event event)) {
            return new NewEvent(event, new byte[32]);
        }
        throw new AssertionError(json);
    }

    void forward() {
        forwarder.start();
    }

    /** Waits until so many events more are delivered or dead letters. */
    void await(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            if (settled.poll(60, TimeUnit.SECONDS) == null) {
                throw new AssertionError("only " + i + " events of " + count + " were settled");
            }
        }
    }

    @Override
    public void delivered(SubscriptionName lane, List<StoredEvent> events) {
        events.forEach(event -> settled.add(event.key().id()));
    }

    @Override
    public void deadLettered(SubscriptionName lane, StoredEvent event, String reason) {
        settled.add(event.key().id());
    }

    @Override
    public void paused(SubscriptionName lane, String reason) {
        states.add("paused: " + reason);
    }

    @Override
    public void resumed(SubscriptionName lane) {
        states.add("resumed");
    }

    @Override
    public void close() {
        try {
            forwarder.stop(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            log.close();
        }
    }
}

package io.gridgate.deliver.push;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.options;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

import io.gridgate.deliver.Backoff;
import io.gridgate.deliver.LaneListener;
import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.Event;
import io.gridgate.event.Item;
import io.gridgate.filter.EventFilter;
import io.gridgate.http.webhook.CheckedWebhookClient;
import io.gridgate.log.EventLog;
import io.gridgate.log.NewEvent;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
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

/**
 * A real log, a webhook with scripted answers, and a pusher with short waits between them. Each
 * subscription pushes to the path of its name; the webhook agrees to the handshake and answers 200
 * unless it is told otherwise.
 */
final class PusherFixture implements AutoCloseable, LaneListener {

    static final TopicName ORDERS = new TopicName("orders");
    static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int DELIVERIES_MAX = 4;

    final EventLog log;
    private final InstantSource clock;
    final WireMockServer webhook =
            new WireMockServer(
                    WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
    final List<String> states = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> settled = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> changes = new LinkedBlockingQueue<>();
    private final CheckedWebhookClient client =
            new CheckedWebhookClient(new WebhookHosts(List.of()), Optional.empty(), TIMEOUT);
    private Pusher pusher;

    PusherFixture(Path folder) {
        this(
                EmbeddedLog.open(folder, EmbeddedLogOptions.DEFAULT, InstantSource.system()),
                InstantSource.system());
    }

    PusherFixture(EventLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
        log.declare(new Topic(ORDERS, Duration.ofDays(7), Duration.ZERO));
        webhook.start();
    }

    /** Declares a subscription; its webhook agrees and takes everything. */
    Webhook subscribed(String name, int batchEventsMax) {
        return subscribed(name, batchEventsMax, DELIVERIES_MAX);
    }

    Webhook subscribed(String name, int batchEventsMax, int deliveriesMax) {
        SubscriptionName full = new SubscriptionName(ORDERS, name);
        log.declare(
                new Subscription(
                        full,
                        EventFilter.ALL,
                        Duration.ofMinutes(1),
                        deliveriesMax,
                        Duration.ofDays(1)));
        webhook.stubFor(
                options(urlPathEqualTo("/" + name))
                        .willReturn(ok().withHeader("WebHook-Allowed-Origin", "*")));
        webhook.stubFor(post(urlPathEqualTo("/" + name)).willReturn(ok()));
        return new Webhook(
                full,
                URI.create("http://127.0.0.1:" + webhook.port() + "/" + name + "?access_token=s"),
                batchEventsMax,
                64 * 1_024);
    }

    /** Answers the first requests in this way, and further ones with 200. */
    void answerFirst(String name, int requests, ResponseDefinitionBuilder answer) {
        for (int at = 0; at < requests; at++) {
            webhook.stubFor(
                    post(urlPathEqualTo("/" + name))
                            .inScenario(name)
                            .whenScenarioStateIs(at == 0 ? Scenario.STARTED : "after " + at)
                            .willSetStateTo("after " + (at + 1))
                            .willReturn(answer));
        }
        webhook.stubFor(
                post(urlPathEqualTo("/" + name))
                        .inScenario(name)
                        .whenScenarioStateIs("after " + requests)
                        .willReturn(ok()));
    }

    void answerAlways(String name, int status) {
        webhook.stubFor(
                post(urlPathEqualTo("/" + name)).willReturn(aResponse().withStatus(status)));
    }

    void push(Webhook... webhooks) {
        push(2, Optional.empty(), webhooks);
    }

    void push(int concurrency, Optional<Integer> ratePerMinute, Webhook... webhooks) {
        pusher = pusher(log, concurrency, ratePerMinute, webhooks);
        pusher.start();
    }

    /** Returns a pusher of another replica, to be started and stopped by the caller. */
    Pusher pusherOf(EventLog replica, Webhook... webhooks) {
        return pusher(replica, 2, Optional.empty(), webhooks);
    }

    private Pusher pusher(
            EventLog replica,
            int concurrency,
            Optional<Integer> ratePerMinute,
            Webhook... webhooks) {
        return new Pusher(
                replica,
                List.of(webhooks),
                client,
                new PushOptions(
                        concurrency,
                        ratePerMinute,
                        new RetrySchedule(List.of(Duration.ofMillis(20))),
                        new Backoff(Duration.ofMillis(5), Duration.ofMillis(20)),
                        new Random(7),
                        clock),
                this);
    }

    void append(String... ids) throws InterruptedException {
        log.append(ORDERS, List.of(ids).stream().map(PusherFixture::event).toList());
    }

    static String json(String id) {
        return "{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"s\",\"id\":\"%s\"}"
                .formatted(id);
    }

    private static NewEvent event(String id) {
        if (CloudEventsDecoder.read(json(id).getBytes(UTF_8)) instanceof Item.Valid(Event event)) {
            return new NewEvent(event, new byte[32]);
        }
        throw new AssertionError(id);
    }

    List<LoggedRequest> deliveries(String name) {
        return webhook.findAll(postRequestedFor(urlPathEqualTo("/" + name)));
    }

    /** Waits until so many events more are delivered or refused; returns what became of them. */
    List<String> await(int count) throws InterruptedException {
        List<String> seen = new CopyOnWriteArrayList<>();
        for (int i = 0; i < count; i++) {
            String next = settled.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("only " + seen + " of " + count + " were settled");
            }
            seen.add(next);
        }
        return seen;
    }

    void awaitState(String wanted) throws InterruptedException {
        String next = changes.poll(30, TimeUnit.SECONDS);
        if (!wanted.equals(next)) {
            throw new AssertionError("expected " + wanted + " but got " + next);
        }
    }

    @Override
    public void delivered(SubscriptionName lane, List<StoredEvent> events) {
        events.forEach(event -> settled.add(event.key().id() + " delivered"));
    }

    @Override
    public void deadLettered(SubscriptionName lane, StoredEvent event, String reason) {
        settled.add(event.key().id() + " refused: " + reason);
    }

    @Override
    public void paused(SubscriptionName lane, String reason) {
        states.add("paused: " + reason);
        changes.add("paused");
    }

    @Override
    public void resumed(SubscriptionName lane) {
        states.add("resumed");
        changes.add("resumed");
    }

    void stop(Duration drain) throws InterruptedException {
        pusher.stop(drain);
    }

    @Override
    public void close() {
        try {
            pusher.stop(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            client.close();
            log.close();
            webhook.stop();
        }
    }
}

package io.gridgate.log;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.Event;
import io.gridgate.event.EventKey;
import io.gridgate.event.Item;
import io.gridgate.filter.EventFilter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Ground of the contract that every {@link EventLog} keeps: a log, a clock, and short words. */
public abstract class LogContract {

    protected static final TopicName ORDERS = new TopicName("orders");
    protected static final SubscriptionName WORKER = new SubscriptionName(ORDERS, "worker");
    protected static final Duration LOCK = Duration.ofSeconds(60);
    protected static final Duration NO_WAIT = Duration.ZERO;
    protected static final Duration LONG_WAIT = Duration.ofSeconds(30);
    protected static final Settlement ACKNOWLEDGE = new Settlement.Acknowledge();
    protected static final Settlement RELEASE = new Settlement.Release(Duration.ZERO);

    private LogFixture fixture;

    /** Opens a new, empty log. */
    protected abstract LogFixture open();

    @BeforeEach
    final void openLog() {
        fixture = open();
    }

    @AfterEach
    final void closeLog() {
        if (fixture == null) {
            return;
        }
        try {
            log().topics().stream()
                    .flatMap(topic -> log().subscriptions(topic.name()).stream())
                    .forEach(subscription -> assertBalanced(subscription.name()));
        } finally {
            fixture.close();
        }
    }

    protected final EventLog log() {
        return fixture.log();
    }

    protected final Instant now() {
        return fixture.clock().instant();
    }

    protected final void restart() {
        fixture.restart();
    }

    protected final void crash() {
        fixture.crash();
    }

    /** Lets the locks of before a restart end, where they did not end with it. */
    protected final void endKeptLocks() {
        if (fixture.keepsLocks()) {
            pass(LOCK);
        }
    }

    /** Lets time pass and the log see it. */
    protected final void pass(Duration duration) {
        fixture.clock().advance(duration);
        fixture.tick();
    }

    protected final void tick() {
        fixture.tick();
    }

    protected static Topic topic(Duration dedupWindow) {
        return new Topic(ORDERS, Topic.RETENTION_DEFAULT, dedupWindow);
    }

    protected static Subscription subscription(SubscriptionName name) {
        return new Subscription(name, EventFilter.ALL, LOCK, 10, Duration.ofDays(1));
    }

    protected static Subscription limited(int maxDeliveryCount) {
        return new Subscription(
                WORKER, EventFilter.ALL, LOCK, maxDeliveryCount, Duration.ofDays(1));
    }

    /** Declares the topic with dedup and one subscription that wants everything. */
    protected final void declareOrders() {
        log().declare(topic(Duration.ofDays(3)));
        log().declare(subscription(WORKER));
    }

    protected static EventKey key(String id) {
        return new EventKey("/test", id);
    }

    protected static byte[] json(String id, String data) {
        return json(id, "t", data);
    }

    private static byte[] json(String id, String type, String data) {
        String text = "{'specversion':'1.0','source':'/test','id':'%s','type':'%s','data':%s}";
        return text.replace('\'', '"').formatted(id, type, data).getBytes(UTF_8);
    }

    protected static NewEvent event(String id) {
        return event(id, "1.10");
    }

    protected static NewEvent event(String id, String data) {
        return typed(id, "t", data);
    }

    protected static NewEvent typed(String id, String type, String data) {
        byte[] hash = ByteBuffer.allocate(32).putInt(0, data.hashCode()).array();
        Event event = ((Item.Valid) CloudEventsDecoder.read(json(id, type, data))).event();
        return new NewEvent(event, hash);
    }

    /** Makes events whose ids are the prefix and a number, from 0 on. */
    protected static List<NewEvent> events(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> event(prefix + i)).toList();
    }

    protected final AppendResult append(NewEvent event) throws InterruptedException {
        return log().append(ORDERS, List.of(event)).getFirst();
    }

    protected final List<Delivery> lease(int max) throws InterruptedException {
        return log().lease(WORKER, max, NO_WAIT, LOCK);
    }

    protected final Delivery leaseOne() throws InterruptedException {
        List<Delivery> deliveries = lease(1);
        assertThat(deliveries).hasSize(1);
        return deliveries.getFirst();
    }

    protected final SettleResult settle(Delivery delivery, Settlement settlement)
            throws InterruptedException {
        return log().settle(WORKER, List.of(delivery.token()), settlement).getFirst();
    }

    protected static List<LockToken> tokens(List<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::token).toList();
    }

    protected static List<String> ids(List<Delivery> deliveries) {
        return deliveries.stream().map(delivery -> delivery.event().key().id()).toList();
    }

    protected final Map<SubscriptionName, EventStatus.State> states(String id) {
        return log().find(ORDERS, key(id)).orElseThrow().subscriptions();
    }

    private void assertBalanced(SubscriptionName name) {
        Tally tally = log().tally(name);
        assertThat(tally.matched())
                .as("books of %s: %s", name, tally)
                .isEqualTo(tally.acknowledged() + tally.deadLettered() + tally.pending());
        assertThat(tally.leased()).isBetween(0L, tally.pending());
    }
}

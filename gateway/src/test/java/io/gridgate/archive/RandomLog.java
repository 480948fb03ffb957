package io.gridgate.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.Item;
import io.gridgate.filter.AttributeFilter;
import io.gridgate.filter.EventFilter;
import io.gridgate.filter.FilterOperator;
import io.gridgate.log.Delivery;
import io.gridgate.log.EventLog;
import io.gridgate.log.FakeClock;
import io.gridgate.log.LockToken;
import io.gridgate.log.NewEvent;
import io.gridgate.log.Settlement;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;
import io.gridgate.log.embedded.EmbeddedLog;
import io.gridgate.log.embedded.EmbeddedLogOptions;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Fills an embedded log with all that can be in one, as a seed says. */
final class RandomLog {

    static final TopicName ORDERS = new TopicName("orders");
    static final TopicName PLAIN = new TopicName("plain");
    static final SubscriptionName WORKER = new SubscriptionName(ORDERS, "worker");
    static final SubscriptionName PAID = new SubscriptionName(ORDERS, "paid-only");
    static final SubscriptionName QUEUE = new SubscriptionName(PLAIN, "queue");

    private static final EventFilter FILTERED =
            new EventFilter(
                    List.of("paid"),
                    List.of(
                            new AttributeFilter(
                                    FilterOperator.STRING_NOT_CONTAINS,
                                    "subject",
                                    List.of("refund"))));
    private static final Duration LOCK = Duration.ofMinutes(1);
    private static final int STEPS = 60;

    private final Random random;
    private final FakeClock clock = new FakeClock();
    private int lastId;

    private RandomLog(long seed) {
        this.random = new Random(seed);
        Instant begin = Instant.now().minus(Duration.ofHours(8));
        clock.advance(Duration.between(clock.instant(), begin));
    }

    /** Makes the log in a folder and closes it. */
    static void make(Path folder, long seed) throws InterruptedException {
        RandomLog making = new RandomLog(seed);
        try (EventLog log = EmbeddedLog.open(folder, EmbeddedLogOptions.DEFAULT, making.clock)) {
            making.fill(log);
        }
    }

    private void fill(EventLog log) throws InterruptedException {
        log.declare(new Topic(ORDERS, Topic.RETENTION_DEFAULT, Duration.ofDays(3)));
        log.declare(new Topic(PLAIN, Duration.ofDays(2), Duration.ZERO));
        Duration life = Duration.ofHours(4);
        log.declare(new Subscription(WORKER, EventFilter.ALL, LOCK, 3, Duration.ofDays(2)));
        log.declare(new Subscription(PAID, FILTERED, LOCK, 10, life));
        log.declare(new Subscription(QUEUE, new EventFilter(List.of("paid")), LOCK, 2, life));
        for (int step = 0; step < STEPS; step++) {
            clock.advance(Duration.ofSeconds(random.nextInt(900)));
            TopicName topic = random.nextInt(3) == 0 ? PLAIN : ORDERS;
            log.append(topic, events(1 + random.nextInt(random.nextInt(20) == 0 ? 300 : 8)));
            settle(log, List.of(WORKER, PAID, QUEUE).get(random.nextInt(3)));
        }
        // nothing shall expire while tests look at the log
        Duration longer = Duration.ofDays(2);
        log.declare(new Subscription(PAID, FILTERED, LOCK, 10, longer));
        log.declare(new Subscription(QUEUE, new EventFilter(List.of("paid")), LOCK, 2, longer));
    }

    private List<NewEvent> events(int count) {
        List<NewEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(random.nextInt(10) == 0 ? random.nextInt(lastId + 1) : lastId++));
        }
        return events;
    }

    /** The same number is the same event; one in four has line breaks between its tokens. */
    static NewEvent event(int number) {
        String text =
                """
                {"specversion":"1.0","source":"/shop/ä","id":"n%d","type":"%s",
                \r "data": {"amount": 1.10, "text":"%s"}}\
                """
                        .formatted(
                                number,
                                number % 3 == 0 ? "paid" : "made",
                                "\\u00e4\\n".repeat(number % 50));
        String json = number % 4 == 0 ? text : text.replace("\n", "").replace("\r", "");
        byte[] hash = ByteBuffer.allocate(32).putInt(3, number).array();
        return new NewEvent(
                ((Item.Valid) CloudEventsDecoder.read(json.getBytes(UTF_8))).event(), hash);
    }

    private void settle(EventLog log, SubscriptionName name) throws InterruptedException {
        List<Delivery> deliveries = log.lease(name, 1 + random.nextInt(40), Duration.ZERO, LOCK);
        List<LockToken> tokens = deliveries.stream().map(Delivery::token).toList();
        if (tokens.isEmpty()) {
            return;
        }
        int half = tokens.size() / 2;
        Duration delay = Duration.ofMinutes(random.nextInt(600));
        switch (random.nextInt(5)) {
            case 0 -> log.settle(name, tokens, new Settlement.Acknowledge());
            case 1 -> log.settle(name, tokens.subList(0, half), new Settlement.Acknowledge());
            case 2 -> log.settle(name, tokens, new Settlement.Release(delay));
            case 3 -> log.settle(name, tokens.subList(half, tokens.size()), REJECT);
            default -> log.settle(name, tokens, new Settlement.Release(Duration.ZERO));
        }
    }

    private static final Settlement REJECT = new Settlement.Reject("not \"this\"\none");
}

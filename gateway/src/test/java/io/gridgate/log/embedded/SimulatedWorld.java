package io.gridgate.log.embedded;

import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.Item;
import io.gridgate.filter.EventFilter;
import io.gridgate.log.LockToken;
import io.gridgate.log.NewEvent;
import io.gridgate.log.Settlement;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Who calls the log, and how: topics, subscriptions, publishers that repeat themselves, consumers
 * of different pace. Each seed makes another world, so that rare things are common in some.
 */
final class SimulatedWorld {

    private static final List<String> TYPES = List.of("order.placed", "order.paid", "order.sent");
    private static final int IDS = 400;
    private static final NewEvent[][] EVENTS = events();

    /** A consumer, and the lock tokens that it has not settled or has settled without an answer. */
    static final class Caller {
        final SubscriptionName subscription;
        final int settlesOneIn;
        final List<LockToken> tokens = new ArrayList<>();
        boolean waits;

        Caller(SubscriptionName subscription, int settlesOneIn) {
            this.subscription = subscription;
            this.settlesOneIn = settlesOneIn;
        }
    }

    private final SplittableRandom random;
    private final List<Topic> topics = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final List<Caller> callers = new ArrayList<>();
    private final int faultOneIn;
    private final int repeatOneIn;
    private final int stepMillis;
    private final int acknowledgedOf8;
    private final boolean beginsLate;
    private final boolean clockJumps;
    private int published;

    SimulatedWorld(SplittableRandom random) {
        this.random = random;
        this.faultOneIn = 10 + random.nextInt(60);
        this.repeatOneIn = 1 + random.nextInt(8);
        this.stepMillis = random.nextBoolean() ? 3_000 : 40_000;
        this.acknowledgedOf8 = random.nextInt(8);
        this.beginsLate = random.nextInt(8) == 0;
        this.clockJumps = random.nextBoolean();
        for (int i = 0; i <= random.nextInt(2); i++) {
            Duration window = random.nextInt(4) == 0 ? Duration.ZERO : seconds(30, 1_800);
            Duration retention = random.nextBoolean() ? Duration.ofDays(7) : seconds(60, 600);
            Topic topic = new Topic(new TopicName("topic" + i), retention, window);
            topics.add(topic);
            for (int j = 0; j <= random.nextInt(3); j++) {
                addSubscription(topic.name(), j);
            }
        }
    }

    private Duration seconds(int from, int to) {
        return Duration.ofSeconds(from + random.nextInt(to - from));
    }

    private void addSubscription(TopicName topic, int number) {
        SubscriptionName name = new SubscriptionName(topic, "sub" + number);
        List<String> types =
                random.nextBoolean() ? List.of() : TYPES.subList(0, 1 + random.nextInt(2));
        subscriptions.add(withLimits(name, new EventFilter(types)));
        for (int i = 0; i <= random.nextInt(3); i++) {
            callers.add(new Caller(name, 1 + random.nextInt(random.nextBoolean() ? 3 : 20)));
        }
    }

    private Subscription withLimits(SubscriptionName name, EventFilter filter) {
        int limit =
                random.nextInt(3) == 0 ? Subscription.UNLIMITED_DELIVERIES : 1 + random.nextInt(4);
        Duration life = random.nextBoolean() ? Duration.ofDays(1) : seconds(20, 300);
        return new Subscription(name, filter, Duration.ofSeconds(60), limit, life);
    }

    List<Topic> topics() {
        return topics;
    }

    List<Subscription> subscriptions() {
        return subscriptions;
    }

    List<Caller> callers() {
        return callers;
    }

    /** Tells whether the topics had many events before, so that a block of events ends soon. */
    boolean beginsLate() {
        return beginsLate;
    }

    boolean hasFault() {
        return random.nextInt(faultOneIn) == 0;
    }

    Duration clockStep() {
        int kind = random.nextInt(40);
        if (kind == 0 && clockJumps) {
            return Duration.ofSeconds(random.nextInt(14_400) - 7_200);
        }
        return Duration.ofMillis(kind < 6 ? random.nextInt(stepMillis) : random.nextInt(300));
    }

    /** Returns a subscription with other limits than it had. */
    Subscription changed() {
        int index = random.nextInt(subscriptions.size());
        Subscription before = subscriptions.get(index);
        Subscription changed = withLimits(before.name(), before.filter());
        subscriptions.set(index, changed);
        return changed;
    }

    TopicName topic() {
        return topics.get(random.nextInt(topics.size())).name();
    }

    Caller caller() {
        return callers.get(random.nextInt(callers.size()));
    }

    /** Returns new events, repeats of old ones, and repeats with another content. */
    List<NewEvent> toPublish() {
        List<NewEvent> events = new ArrayList<>();
        for (int left = 1 + random.nextInt(random.nextInt(20) == 0 ? 120 : 4); left > 0; left--) {
            boolean repeat = published > 0 && random.nextInt(repeatOneIn) == 0;
            int id = (repeat ? random.nextInt(published) : published++) % IDS;
            events.add(EVENTS[id][random.nextInt(6) == 0 ? 1 : 0]);
        }
        return events;
    }

    NewEvent published() {
        return EVENTS[published == 0 ? 0 : random.nextInt(published) % IDS][0];
    }

    List<NewEvent> fillers() {
        List<NewEvent> fillers = new ArrayList<>();
        for (int left = 900 + random.nextInt(100); left > 0; left--) {
            fillers.add(event("filler" + left, 0, ""));
        }
        return fillers;
    }

    /** Returns tokens of the caller, now and then one that is nothing worth. */
    List<LockToken> tokens(Caller caller) {
        List<LockToken> tokens = new ArrayList<>();
        for (int left = 1 + random.nextInt(6); left > 0 && !caller.tokens.isEmpty(); left--) {
            LockToken token = caller.tokens.get(random.nextInt(caller.tokens.size()));
            tokens.add(
                    random.nextInt(40) == 0
                            ? new LockToken(token.sequence(), random.nextLong())
                            : token);
        }
        return tokens;
    }

    Settlement settlement() {
        if (random.nextInt(8) < acknowledgedOf8) {
            return new Settlement.Acknowledge();
        }
        return switch (random.nextInt(8)) {
            case 0, 1 -> new Settlement.Release(Duration.ZERO);
            case 2, 3 -> new Settlement.Release(Duration.ofMillis(random.nextInt(60_000)));
            case 4 -> new Settlement.Reject("reason " + random.nextInt(9));
            case 5 -> new Settlement.Renew(Duration.ofMillis(500 + random.nextInt(90_000)));
            case 6 -> new Settlement.GiveBack();
            default -> new Settlement.Acknowledge();
        };
    }

    private static NewEvent[][] events() {
        NewEvent[][] events = new NewEvent[IDS][2];
        for (int id = 0; id < IDS; id++) {
            for (int variant = 0; variant < 2; variant++) {
                events[id][variant] = event("e" + id, variant, "x".repeat(id % 7 * 10));
            }
        }
        return events;
    }

    private static NewEvent event(String id, int variant, String data) {
        String type = TYPES.get(Math.floorMod(id.hashCode(), TYPES.size()));
        String json =
                "{\"specversion\":\"1.0\",\"source\":\"/shop\",\"id\":\"%s\",\"type\":\"%s\",\"data\":\"%s%d\"}"
                        .formatted(id, type, data, variant);
        Item item = CloudEventsDecoder.read(json.getBytes(StandardCharsets.UTF_8));
        byte[] hash = ByteBuffer.allocate(32).putInt(28, variant + 1).array();
        return new NewEvent(((Item.Valid) item).event(), hash);
    }
}

package io.gridgate.benchmarks.parts;

import io.gridgate.event.Event;
import io.gridgate.filter.EventFilter;
import io.gridgate.log.Delivery;
import io.gridgate.log.EventLog;
import io.gridgate.log.LockToken;
import io.gridgate.log.NewEvent;
import io.gridgate.log.Settlement;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A log with one topic and one event subscription on it, and events that it has not seen. */
@State(Scope.Benchmark)
public class LogFixture {

    static final int EVENTS = 6_400;

    private static final TopicName TOPIC = new TopicName("orders");
    private static final SubscriptionName SUBSCRIPTION = new SubscriptionName(TOPIC, "work");
    private static final Duration LOCK = Duration.ofMinutes(5);

    /** Which log; one of {@link LogKind}. */
    @Param("EMBEDDED")
    public LogKind log = LogKind.EMBEDDED;

    /** Whether repeats are recognised. */
    @Param({"off", "on"})
    public String dedup = "off";

    private Path folder = Path.of("");
    private @Nullable EventLog opened;
    private List<NewEvent> events = List.of();
    private long number;

    /** Made by JMH. */
    public LogFixture() {}

    /**
     * Opens an empty log.
     *
     * @throws IOException if the folder cannot be made
     */
    @Setup
    public void open() throws IOException {
        folder = Folders.fresh("log");
        EventLog opened = log.open(folder);
        this.opened = opened;
        Duration window = dedup.equals("on") ? Topic.DEDUP_WINDOW_DEFAULT : Duration.ZERO;
        opened.declare(new Topic(TOPIC, Topic.RETENTION_DEFAULT, window));
        opened.declare(
                new Subscription(SUBSCRIPTION, EventFilter.ALL, LOCK, 10, Duration.ofDays(1)));
    }

    /** Makes events for the next round. */
    @Setup(Level.Invocation)
    public void prepare() {
        Effort.exclude(() -> {
            List<NewEvent> fresh = new ArrayList<>(EVENTS);
            for (int i = 0; i < EVENTS; i++) {
                Event event = SampleEvents.event(number++);
                byte[] hash = new byte[32];
                hash[0] = (byte) number;
                fresh.add(new NewEvent(event, hash));
            }
            events = fresh;
            made();
        });
    }

    /** Does what else a round needs once its events are made. */
    void made() {}

    /**
     * Closes the log and throws it away.
     *
     * @throws IOException if the folder cannot be deleted
     */
    @TearDown
    public void close() throws IOException {
        opened().close();
        Folders.delete(folder);
    }

    private EventLog opened() {
        return Objects.requireNonNull(opened);
    }

    /** Appends all events of a round in lots of one size, by several callers. */
    void append(int callers, int lot) {
        EventLog opened = opened();
        int each = EVENTS / callers;
        Crowd.of(
                callers,
                caller -> {
                    int end = (caller + 1) * each;
                    for (int at = caller * each; at < end; at += lot) {
                        opened.append(TOPIC, events.subList(at, Math.min(at + lot, end)));
                    }
                });
    }

    /** Leases and acknowledges as many events as a round has, by several callers. */
    void drain(int callers, int lot) {
        EventLog opened = opened();
        int each = EVENTS / callers;
        Crowd.of(
                callers,
                _ -> {
                    int left = each;
                    while (left > 0) {
                        List<Delivery> deliveries =
                                opened.lease(
                                        SUBSCRIPTION,
                                        Math.min(lot, left),
                                        Duration.ofSeconds(10),
                                        LOCK);
                        List<LockToken> tokens = new ArrayList<>(deliveries.size());
                        deliveries.forEach(delivery -> tokens.add(delivery.token()));
                        opened.settle(SUBSCRIPTION, tokens, new Settlement.Acknowledge());
                        left -= deliveries.size();
                    }
                });
    }
}

package io.gridgate.app.settings;

import io.gridgate.handlers.bridge.StatusRules;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One target of the bridge, and the event subscription whose events it gets.
 *
 * @param topic the topic
 * @param subscription the event subscription
 * @param url where events are posted
 * @param timeout how long an answer may take
 * @param reject the statuses that reject an event
 * @param probe where the target tells its health
 * @param probeInterval how often to look while the circuit breaker is open
 * @param order which events are posted one after the other
 * @param concurrency most events posted at once
 * @param lock the lock duration of the event subscription
 * @param receiveWait how long one request waits for events
 */
public record TargetSettings(
        String topic,
        String subscription,
        URI url,
        Duration timeout,
        List<Integer> reject,
        Optional<URI> probe,
        Duration probeInterval,
        Order order,
        int concurrency,
        Duration lock,
        Duration receiveWait) {

    /** Which events are posted one after the other. */
    public enum Order {
        /** None: all beside each other. */
        NONE,
        /** Those with the same {@code partitionkey}. */
        PARTITION_KEY,
        /** Those with the same {@code subject}. */
        SUBJECT
    }

    static final Key<URI> URL =
            Key.required(
                    "url",
                    Kinds.targetUrl(),
                    "Where events are posted, one by one. A query may hold a secret; it is not"
                            + " logged.");
    static final Key<Duration> TIMEOUT =
            Key.of(
                    "timeout",
                    Kinds.duration(Duration.ofSeconds(1), Duration.ofMinutes(3)),
                    Duration.ofSeconds(30),
                    "How long an answer may take.");
    static final Key<List<Integer>> REJECT =
            Key.of(
                    "reject",
                    Kinds.listOf(Kinds.integer("status", 300, 599), 50),
                    StatusRules.EVENT_GRID.rejected().stream().sorted().toList(),
                    "Statuses that make an event a dead letter. 200 to 204 acknowledge it, all"
                            + " others release it.");
    static final Key<URI> PROBE =
            Key.optional(
                    "probe",
                    Kinds.targetUrl(),
                    "Where the target tells its health by GET: no event is received before it"
                            + " answered 2xx, nor after it failed until it does again.");
    static final Key<Duration> PROBE_INTERVAL =
            Key.of(
                    "probe-interval",
                    Kinds.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)),
                    Duration.ofSeconds(5),
                    "How long to wait between two looks at `probe`.");
    static final Key<Order> ORDER =
            Key.of(
                    "order",
                    Kinds.choice(Order.class),
                    Order.NONE,
                    "Events with the same key are posted one after the other, in the order in which"
                            + " they came.");

    static final Section SECTION =
            Section.of(
                    "One target. It has its own event subscription, places and circuit breaker, so"
                            + " that it cannot slow another.",
                    WorkerSettings.TOPIC,
                    WorkerSettings.SUBSCRIPTION,
                    URL,
                    TIMEOUT,
                    REJECT,
                    PROBE,
                    PROBE_INTERVAL,
                    ORDER,
                    WorkerSettings.CONCURRENCY,
                    WorkerSettings.LOCK,
                    WorkerSettings.RECEIVE_WAIT);

    /** Checks the bounds. */
    public TargetSettings {
        WorkerSettings.TOPIC.check(topic);
        WorkerSettings.SUBSCRIPTION.check(subscription);
        URL.check(url);
        TIMEOUT.check(timeout);
        reject = REJECT.check(List.copyOf(reject));
        probe.ifPresent(PROBE::check);
        PROBE_INTERVAL.check(probeInterval);
        WorkerSettings.CONCURRENCY.check(concurrency);
        WorkerSettings.LOCK.check(lock);
        WorkerSettings.RECEIVE_WAIT.check(receiveWait);
    }

    /**
     * {@return a target with default limits but for these}
     *
     * @param topic the topic
     * @param subscription the event subscription
     * @param url where events are posted
     * @param probe where the target tells its health
     * @param concurrency most events posted at once
     * @param lock the lock duration of the event subscription
     */
    public static TargetSettings of(
            String topic,
            String subscription,
            URI url,
            Optional<URI> probe,
            int concurrency,
            Duration lock) {
        return new TargetSettings(
                topic,
                subscription,
                url,
                TIMEOUT.defaultValue(),
                REJECT.defaultValue(),
                probe,
                PROBE_INTERVAL.defaultValue(),
                Order.NONE,
                concurrency,
                lock,
                WorkerSettings.RECEIVE_WAIT_DEFAULT);
    }

    static TargetSettings from(Node node) {
        return node.make(() ->
                new TargetSettings(
                        node.get(WorkerSettings.TOPIC),
                        node.get(WorkerSettings.SUBSCRIPTION),
                        node.get(URL),
                        node.get(TIMEOUT),
                        node.get(REJECT),
                        node.find(PROBE),
                        node.get(PROBE_INTERVAL),
                        node.get(ORDER),
                        node.get(WorkerSettings.CONCURRENCY),
                        node.get(WorkerSettings.LOCK),
                        node.get(WorkerSettings.RECEIVE_WAIT)));
    }

    /** Leaves out the addresses: a query may hold a secret. */
    @Override
    public String toString() {
        return "TargetSettings[" + topic + "/" + subscription + " to " + url.getHost() + "]";
    }
}

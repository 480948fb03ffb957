package io.gridgate.deliver.forward;

import io.gridgate.deliver.Backoff;
import io.gridgate.deliver.Failover;
import io.gridgate.deliver.Gate;
import io.gridgate.deliver.Lane;
import io.gridgate.deliver.LaneListener;
import io.gridgate.deliver.LaneSettings;
import io.gridgate.deliver.LeaseMemory;
import io.gridgate.deliver.Pace;
import io.gridgate.deliver.Sink;
import io.gridgate.handlers.claimcheck.ClaimCheck;
import io.gridgate.handlers.client.EventGridSender;
import io.gridgate.log.EventLog;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Forwards the events of all outboxes to one namespace, or to the first of several that answers: a
 * lane per outbox, one sink and circuit per topic, one circuit and pace for the endpoint. {@link
 * #start} and {@link #stop} are for one thread.
 */
public final class Forwarder {

    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);

    private final List<Lane> lanes = new ArrayList<>();
    private final List<EventGridSender> senders = new ArrayList<>();

    /**
     * Makes a forwarder; it rests until it is started.
     *
     * @param log the log with the outboxes, which are declared
     * @param routes which outbox goes to which topic
     * @param upstreams the namespaces, the first choice first; at least one
     * @param options how to send
     * @param listener hears what happens
     */
    public Forwarder(
            EventLog log,
            Collection<ForwardRoute> routes,
            List<Upstream> upstreams,
            Options options,
            LaneListener listener) {
        this(log, routes, upstreams, Topics.ALIKE, options, listener);
    }

    /**
     * Makes a forwarder that does something of its own for some topics; it rests until it is
     * started.
     *
     * @param log the log with the outboxes, which are declared
     * @param routes which outbox goes to which topic
     * @param upstreams the namespaces, the first choice first; at least one
     * @param topics what is done otherwise for some topics
     * @param options how to send
     * @param listener hears what happens
     */
    public Forwarder(
            EventLog log,
            Collection<ForwardRoute> routes,
            List<Upstream> upstreams,
            Topics topics,
            Options options,
            LaneListener listener) {
        Gate.Factory endpoint =
                new Gate.Factory(options.backoff, options.random, options.clock, options.pace);
        LeaseMemory memory = LeaseMemory.ofHeap();
        Map<String, Gate> gates = new HashMap<>();
        Map<String, Sink> sinks = new HashMap<>();
        Failover order =
                new Failover(
                        upstreams.stream().map(Upstream::name).toList(),
                        options.backoff,
                        options.random,
                        options.clock);
        for (ForwardRoute route : routes) {
            Sink sink =
                    sinks.computeIfAbsent(
                            route.topic(),
                            topic ->
                                    topics.checkingIn(
                                            topic,
                                            topics.elsewhere().containsKey(topic)
                                                    ? topics.elsewhere().get(topic)
                                                    : sink(topic, upstreams, order)));
            Gate gate =
                    gates.computeIfAbsent(
                            route.topic(),
                            topic ->
                                    topics.elsewhere().containsKey(topic)
                                            ? new Gate.Factory(
                                                            options.backoff,
                                                            options.random,
                                                            options.clock)
                                                    .target()
                                            : endpoint.target());
            lanes.add(
                    new Lane(
                            Outbox.subscription(route.outbox()),
                            log,
                            sink,
                            gate,
                            options.lane,
                            memory,
                            listener));
        }
    }

    private Sink sink(String topic, List<Upstream> upstreams, Failover order) {
        List<Sink> sinks = new ArrayList<>();
        for (Upstream upstream : upstreams) {
            EventGridSender sender = upstream.senders().apply(topic);
            senders.add(sender);
            sinks.add(new NamespaceSink(sender));
        }
        return sinks.size() == 1 ? sinks.getFirst() : order.over(sinks);
    }

    /**
     * A namespace.
     *
     * @param name what it is called in the process's log
     * @param senders makes the sender of a topic; it must not repeat requests by itself
     */
    public record Upstream(String name, Function<String, EventGridSender> senders) {}

    /**
     * What is done otherwise for some topics.
     *
     * @param claimChecks where the data of large events go; those of other topics stay
     * @param elsewhere topics that are on no upstream, and the way to each
     */
    public record Topics(Map<String, ClaimCheck> claimChecks, Map<String, Sink> elsewhere) {

        /** Nothing. */
        public static final Topics ALIKE = new Topics(Map.of(), Map.of());

        /** Copies the maps. */
        public Topics {
            claimChecks = Map.copyOf(claimChecks);
            elsewhere = Map.copyOf(elsewhere);
        }

        private Sink checkingIn(String topic, Sink sink) {
            ClaimCheck claimCheck = claimChecks.get(topic);
            return claimCheck == null ? sink : new ClaimCheckSink(claimCheck, sink);
        }
    }

    /**
     * How to send.
     *
     * @param lane limits of each lane
     * @param backoff how long to hold back while the namespace is down
     * @param random the source of the jitter; safe for use by several threads
     * @param clock the time
     * @param pace how much the namespace takes; empty: what it can
     */
    public record Options(
            LaneSettings lane,
            Backoff backoff,
            RandomGenerator random,
            InstantSource clock,
            Optional<Pace> pace) {}

    /** Starts to forward. */
    public void start() {
        lanes.forEach(Lane::start);
    }

    /**
     * Stops: requests under way finish, connections close. What was not settled is sent again after
     * the next start.
     *
     * @param drain how long requests may take to finish
     * @throws InterruptedException if interrupted while waiting
     */
    public void stop(Duration drain) throws InterruptedException {
        lanes.forEach(Lane::stopLeasing);
        long deadline = System.nanoTime() + drain.toNanos();
        for (Lane lane : lanes) {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            if (!lane.stop(left)) {
                LOG.warn("{} did not finish in time; its events are sent again", lane.name());
            }
        }
        senders.forEach(EventGridSender::close);
    }
}

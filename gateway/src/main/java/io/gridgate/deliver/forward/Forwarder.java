package io.gridgate.deliver.forward;

import io.gridgate.deliver.Backoff;
import io.gridgate.deliver.Gate;
import io.gridgate.deliver.Lane;
import io.gridgate.deliver.LaneListener;
import io.gridgate.deliver.LaneSettings;
import io.gridgate.deliver.LeaseMemory;
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
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Forwards the events of all outboxes to one namespace: a lane per outbox, one sender and circuit
 * per topic, one circuit for the namespace. {@link #start} and {@link #stop} are for one thread.
 */
public final class Forwarder {

    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);

    private final List<Lane> lanes = new ArrayList<>();
    private final Map<String, EventGridSender> senders = new HashMap<>();

    /**
     * Makes a forwarder; it rests until it is started.
     *
     * @param log the log with the outboxes, which are declared
     * @param routes which outbox goes to which topic
     * @param senders makes the sender of a topic; it must not repeat requests by itself
     * @param options how to send
     * @param listener hears what happens
     */
    public Forwarder(
            EventLog log,
            Collection<ForwardRoute> routes,
            Function<String, EventGridSender> senders,
            Options options,
            LaneListener listener) {
        Gate.Factory endpoint = new Gate.Factory(options.backoff, options.random, options.clock);
        LeaseMemory memory = LeaseMemory.ofHeap();
        Map<String, Gate> gates = new HashMap<>();
        for (ForwardRoute route : routes) {
            EventGridSender sender = this.senders.computeIfAbsent(route.topic(), senders);
            Gate gate = gates.computeIfAbsent(route.topic(), _ -> endpoint.target());
            lanes.add(
                    new Lane(
                            Outbox.subscription(route.outbox()),
                            log,
                            new NamespaceSink(sender),
                            gate,
                            options.lane,
                            memory,
                            listener));
        }
    }

    /**
     * How to send.
     *
     * @param lane limits of each lane
     * @param backoff how long to hold back while the namespace is down
     * @param random the source of the jitter; safe for use by several threads
     * @param clock the time
     */
    public record Options(
            LaneSettings lane, Backoff backoff, RandomGenerator random, InstantSource clock) {}

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
        senders.values().forEach(EventGridSender::close);
    }
}

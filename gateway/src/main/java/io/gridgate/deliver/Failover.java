package io.gridgate.deliver;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Several endpoints of which the first one that answers gets the events. An endpoint that is
 * unreachable or fails is left alone for the back-off, while the next one in the order is used;
 * then it is tried again with the next request. Throttling and wrong names or permissions are no
 * reason to go on to the next: more of the same would follow.
 *
 * <p>What an endpoint took without being able to say so is sent to the next one as well, with the
 * same id. For any number of threads.
 */
public final class Failover {

    private static final Logger LOG = LoggerFactory.getLogger(Failover.class);

    private final List<String> names;
    private final List<Circuit> circuits = new ArrayList<>();
    private final InstantSource clock;

    /**
     * Makes an order of endpoints, shared by all targets on them.
     *
     * @param names what the endpoints are called in the process's log, the first choice first
     * @param backoff how long to leave an endpoint alone that is down
     * @param random the source of the jitter; safe for use by several threads
     * @param clock the time
     */
    public Failover(
            List<String> names, Backoff backoff, RandomGenerator random, InstantSource clock) {
        this.names = List.copyOf(names);
        this.clock = clock;
        names.forEach(_ -> circuits.add(new Circuit(backoff, random, clock)));
    }

    /**
     * {@return a sink that sends to the first endpoint that answers}
     *
     * @param sinks the same target on each endpoint, in the order of the names
     */
    public Sink over(List<Sink> sinks) {
        if (sinks.size() != names.size()) {
            throw new IllegalArgumentException("one sink per endpoint is needed");
        }
        List<Sink> all = List.copyOf(sinks);
        return events -> {
            SinkResult last = null;
            for (int at = 0; at < all.size(); at++) {
                Optional<Circuit.Permit> permit = circuits.get(at).tryAcquire();
                if (permit.isEmpty()) {
                    continue;
                }
                SinkResult result = all.get(at).send(events);
                if (result instanceof SinkResult.Failed(var scope, var wait, String reason)
                        && scope == SinkResult.Scope.ENDPOINT) {
                    if (circuits.get(at).failed(permit.get(), wait)) {
                        LOG.error("{} is down, the next one is used: {}", names.get(at), reason);
                    }
                    last = result;
                    continue;
                }
                if (circuits.get(at).succeeded(permit.get())) {
                    LOG.warn("{} is used again", names.get(at));
                }
                return result;
            }
            return last == null ? allDown() : last;
        };
    }

    private SinkResult allDown() {
        Instant next = circuits.getFirst().openUntil();
        for (Circuit circuit : circuits) {
            next = circuit.openUntil().isBefore(next) ? circuit.openUntil() : next;
        }
        Duration wait = Duration.between(clock.instant(), next);
        return new SinkResult.Failed(
                SinkResult.Scope.ENDPOINT,
                Optional.of(wait).filter(Duration::isPositive),
                "all of " + names + " are down");
    }
}

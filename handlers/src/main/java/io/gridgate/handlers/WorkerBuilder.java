package io.gridgate.handlers;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.gridgate.handlers.client.EventGridReceiver;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Builds workers; every setting has a default. Not for use by several threads. */
public final class WorkerBuilder {

    private final EventGridReceiver receiver;
    private final EventHandler handler;
    private final List<WorkerListener> listeners = new ArrayList<>(List.of(new LoggingListener()));
    private String name = "worker";
    private int concurrency = 16;
    private int receivers = 1;
    private @Nullable EventKey key;
    private int perKey = 1;
    private boolean ordered;
    private int deliveriesMax = Integer.MAX_VALUE;
    private @Nullable CircuitBreaker circuitBreaker;
    private @Nullable RateLimiter rateLimiter;
    private Duration lockDuration = Duration.ofSeconds(60);
    private Duration renewalLimit = Duration.ofHours(1);
    private Duration receiveWait = Duration.ofSeconds(10);
    private Duration drainTimeout = Duration.ofSeconds(25);
    private FailurePolicy failurePolicy = FailurePolicy.releaseThenReject();
    private RandomGenerator random = new Random();
    private @Nullable WorkerTime time;

    WorkerBuilder(EventGridReceiver receiver, EventHandler handler) {
        this.receiver = receiver;
        this.handler = handler;
    }

    /**
     * Names the worker's threads; {@code worker} by default.
     *
     * @param text a short name
     * @return this builder
     */
    public WorkerBuilder name(String text) {
        this.name = text;
        return this;
    }

    /**
     * Sets how many events are handled at once; 16 by default. No more than these are held.
     *
     * @param events 1 to 1,000
     * @return this builder
     */
    public WorkerBuilder concurrency(int events) {
        this.concurrency = (int) bounded("concurrency", events, 1, 1000);
        return this;
    }

    /**
     * Sets how many requests for events are open at once; 1 by default. More help where the way to
     * the namespace is long, or where one request's 100 events are handled before the next is
     * answered. They share the {@link #concurrency}.
     *
     * @param requests 1 to 16
     * @return this builder
     */
    public WorkerBuilder receivers(int requests) {
        this.receivers = (int) bounded("receivers", requests, 1, 16);
        return this;
    }

    /**
     * Handles events of one key one after the other, in the order in which they came to this
     * worker; those of other keys beside them. An event that waits for its turn has a place and its
     * lock is renewed. When one is released, those after it go on: it comes again later. Allows one
     * receiver.
     *
     * @param eventKey which events belong together
     * @return this builder
     */
    public WorkerBuilder inOrder(EventKey eventKey) {
        perKey(eventKey, 1);
        this.ordered = true;
        return this;
    }

    /**
     * Limits how many events of one key are handled at once; without limit by default.
     *
     * @param eventKey which events belong together
     * @param events 1 to 1,000
     * @return this builder
     */
    public WorkerBuilder perKey(EventKey eventKey, int events) {
        this.perKey = (int) bounded("events per key", events, 1, 1000);
        this.key = eventKey;
        this.ordered = false;
        return this;
    }

    /**
     * Rejects an event that was delivered more often, without handling it: it may be what kills or
     * hangs the process, which the failure policy never gets to see. No limit by default but that
     * of the event subscription ({@code maxDeliveryCount}).
     *
     * @param deliveries how often an event is handled, 1 to 10
     * @return this builder
     */
    public WorkerBuilder deliveryLimit(int deliveries) {
        this.deliveriesMax = (int) bounded("delivery limit", deliveries, 1, 10);
        return this;
    }

    /**
     * Stops receiving while a breaker is open. The worker tells it how handlers end; it may be
     * shared with the code that calls what the handlers depend on. Half open, it receives as many
     * events as the breaker permits calls. What a request that is open brings is handled anyway:
     * giving it back would cost it a delivery.
     *
     * @param breaker counts an exception as error, and an outcome by its {@code recordResult}
     * @return this builder
     */
    public WorkerBuilder circuitBreaker(CircuitBreaker breaker) {
        this.circuitBreaker = breaker;
        return this;
    }

    /**
     * Receives no more events than a limiter permits; several workers may share it.
     *
     * @param limiter one permission for an event
     * @return this builder
     */
    public WorkerBuilder rateLimiter(RateLimiter limiter) {
        this.rateLimiter = limiter;
        return this;
    }

    /**
     * Tells the lock duration of the event subscription, which no client can ask for; 60 s by
     * default, as in Event Grid. Locks are renewed when about half of it is over.
     *
     * @param duration 1 s to 1 h; the subscription's, or less
     * @return this builder
     */
    public WorkerBuilder lockDuration(Duration duration) {
        bounded("lock duration in seconds", duration.toSeconds(), 1, 3600);
        this.lockDuration = duration;
        return this;
    }

    /**
     * Sets for how long after the receive locks are renewed; 1 h by default, which is as long as
     * Event Grid allows.
     *
     * @param duration 0 to 1 h
     * @return this builder
     */
    public WorkerBuilder renewalLimit(Duration duration) {
        bounded("renewal limit in seconds", duration.toSeconds(), 0, 3600);
        this.renewalLimit = duration;
        return this;
    }

    /**
     * Sets how long one request waits for events; 10 s by default, the least that Event Grid takes.
     * A drain waits for the request that is open, so a longer time makes stopping slower.
     *
     * @param duration 0 to 120 s, in whole seconds
     * @return this builder
     */
    public WorkerBuilder receiveWait(Duration duration) {
        bounded("receive wait in seconds", duration.toSeconds(), 0, 120);
        this.receiveWait = duration;
        return this;
    }

    /**
     * Sets how long {@link Worker#close()} drains; 25 s by default, which fits into the 30 s that
     * Kubernetes gives.
     *
     * @param duration 0 to 1 h
     * @return this builder
     */
    public WorkerBuilder drainTimeout(Duration duration) {
        bounded("drain timeout in seconds", duration.toSeconds(), 0, 3600);
        this.drainTimeout = duration;
        return this;
    }

    /**
     * Decides what becomes of events whose handler threw; {@link FailurePolicy#releaseThenReject()}
     * by default.
     *
     * @param policy the decision
     * @return this builder
     */
    public WorkerBuilder failurePolicy(FailurePolicy policy) {
        this.failurePolicy = policy;
        return this;
    }

    /**
     * Adds a listener; failures, losses and rejects are logged in any case.
     *
     * @param listener is told what the worker does
     * @return this builder
     */
    public WorkerBuilder listener(WorkerListener listener) {
        listeners.add(listener);
        return this;
    }

    WorkerBuilder time(WorkerTime source) {
        this.time = source;
        return this;
    }

    WorkerBuilder random(RandomGenerator generator) {
        this.random = generator;
        return this;
    }

    /**
     * {@return a worker that is ready to start}
     *
     * @throws IllegalArgumentException if order is asked for with several receivers
     */
    public Worker build() {
        if (ordered && receivers > 1) {
            throw new IllegalArgumentException(
                    "inOrder needs one receiver, not %d: their answers would overtake each other"
                            .formatted(receivers));
        }
        return new Worker(
                new WorkerSettings(
                        name,
                        receiver,
                        handler,
                        concurrency,
                        receivers,
                        key,
                        perKey,
                        deliveriesMax,
                        new ReceiveGate(circuitBreaker, rateLimiter),
                        lockDuration,
                        renewalLimit,
                        receiveWait,
                        drainTimeout,
                        failurePolicy,
                        listeners,
                        time == null ? new SystemTime(name) : time,
                        random));
    }

    private static long bounded(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s is %d, must be %d to %d".formatted(what, value, least, most));
        }
        return value;
    }
}

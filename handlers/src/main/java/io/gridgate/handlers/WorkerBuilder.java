package io.gridgate.handlers;

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
    private Duration lockDuration = Duration.ofSeconds(60);
    private Duration renewalLimit = Duration.ofHours(1);
    private Duration receiveWait = Duration.ofSeconds(10);
    private Duration drainTimeout = Duration.ofSeconds(25);
    private FailurePolicy failurePolicy = FailurePolicy.releaseBySteps();
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
     * Decides what becomes of events whose handler threw; {@link FailurePolicy#releaseBySteps()} by
     * default.
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

    /** {@return a worker that is ready to start} */
    public Worker build() {
        return new Worker(
                new WorkerSettings(
                        name,
                        receiver,
                        handler,
                        concurrency,
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

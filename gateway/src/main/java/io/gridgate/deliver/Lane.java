package io.gridgate.deliver;

import io.gridgate.log.Delivery;
import io.gridgate.log.EventLog;
import io.gridgate.log.LogException;
import io.gridgate.log.SubscriptionName;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Carries the events of one subscription to a sink: one thread leases, each request has a thread of
 * its own. Sends at once when idle; while requests are under way the next one waits a few
 * milliseconds, so that its batch fills.
 *
 * <p>An ordered lane sends each request itself and leases nothing before its answer is there; what
 * failed is leased again first, because the log gives the oldest event first.
 *
 * <p>Events are leased one first and then as many more as are there and the memory allows, so that
 * a backlog of large events cannot fill the heap. While the gate is open nothing is leased but the
 * one event of a probe. {@link #start} and {@link #stop} are for one thread.
 */
public final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration LEASE_WAIT = Duration.ofSeconds(30);
    private static final Duration GATHER = Duration.ofMillis(3);
    private static final long EVENT_BYTES_GUESS = 1_024;
    private static final Duration PAUSE_AFTER_LOG_FAULT = Duration.ofSeconds(1);

    private final SubscriptionName name;
    private final EventLog log;
    private final Gate gate;
    private final LaneSettings settings;
    private final Transfer transfer;
    private final Semaphore slots;
    private final LeaseMemory memory;
    private long eventBytes = EVENT_BYTES_GUESS;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    /**
     * Makes a lane; it rests until it is started.
     *
     * @param name the subscription to lease from
     * @param log the log that holds it
     * @param sink where the events go
     * @param gate what holds requests back while the far side is down
     * @param settings limits
     * @param memory what the events of all lanes may take
     * @param listener hears what happens
     */
    public Lane(
            SubscriptionName name,
            EventLog log,
            Sink sink,
            Gate gate,
            LaneSettings settings,
            LeaseMemory memory,
            LaneListener listener) {
        this.name = name;
        this.log = log;
        this.gate = gate;
        this.settings = settings;
        this.transfer = new Transfer(name, log, sink, gate, listener, settings.ordered());
        this.slots = new Semaphore(settings.requestsInFlight());
        this.memory = memory;
    }

    /** {@return the subscription that this lane serves} */
    public SubscriptionName name() {
        return name;
    }

    /** Starts to lease and send. */
    public void start() {
        thread = Thread.ofVirtual().name("lane " + name).start(this::run);
    }

    /** Stops leasing; returns at once. */
    public void stopLeasing() {
        stopping = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    /**
     * Stops leasing, lets requests under way finish, and returns.
     *
     * @param drain how long requests may take to finish; what is not settled then is delivered
     *     again after the restart
     * @return whether all requests finished
     * @throws InterruptedException if interrupted while waiting
     */
    public boolean stop(Duration drain) throws InterruptedException {
        stopLeasing();
        Thread running = thread;
        if (running != null && !running.join(drain)) {
            return false;
        }
        return slots.tryAcquire(
                settings.requestsInFlight(), drain.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        while (!stopping) {
            try {
                carryOnce();
            } catch (InterruptedException e) {
                if (!stopping) {
                    LOG.warn("lane {} was interrupted and goes on", name);
                }
            } catch (LogException e) {
                LOG.error("lane {} cannot read the log, tries again: {}", name, e.getMessage());
                pause();
            }
        }
    }

    private void carryOnce() throws InterruptedException {
        gate.awaitReady();
        slots.acquire();
        slots.release();
        gather();
        List<Delivery> first = log.lease(name, 1, LEASE_WAIT, settings.lock());
        if (first.isEmpty()) {
            return;
        }
        memory.take(first.getFirst());
        List<Delivery> leased = new ArrayList<>(first);
        if (gate.isClosed()) {
            leaseMore(leased);
        }
        List<List<Delivery>> batches = Batches.cut(leased, settings);
        for (int at = 0; at < batches.size(); at++) {
            boolean goOn =
                    settings.ordered() ? sendHere(batches.get(at)) : dispatch(batches.get(at));
            if (!goOn) {
                int next = settings.ordered() ? at + 1 : at;
                batches.subList(next, batches.size())
                        .forEach(batch -> done(batch, transfer::release));
                return;
            }
        }
    }

    /** Sends before anything else is leased, so that nothing can overtake a batch that fails. */
    private boolean sendHere(List<Delivery> batch) {
        try {
            return transfer.send(batch);
        } finally {
            memory.release(batch);
        }
    }

    /** While requests are under way nothing is late if the next one fills for a moment. */
    private void gather() throws InterruptedException {
        if (slots.availablePermits() < settings.requestsInFlight()) {
            Thread.sleep(GATHER);
        }
    }

    /** Adds what is there already and goes into the same request, as memory allows. */
    private void leaseMore(List<Delivery> leased) {
        long bytes = leased.getFirst().event().json().length;
        int most = settings.batchEventsMax() - 1;
        long room = most == 0 ? 0 : memory.reserve(settings.batchBytesMax() - bytes);
        if (room == 0) {
            return;
        }
        // More than what fits would only be given back, so the size of the last events decides.
        int fitting = (int) Math.min(most, 1 + room / eventBytes);
        long commas = fitting + 2L;
        List<Delivery> more = leaseNow(fitting, room - commas);
        memory.shrink(room, more);
        if (!more.isEmpty()) {
            eventBytes = Math.max(1, LeaseMemory.bytes(more) / more.size());
            leased.addAll(more);
        }
    }

    /** A lease that fails or is interrupted gives nothing; what is leased already goes its way. */
    private List<Delivery> leaseNow(int max, long bytesMax) {
        try {
            return log.lease(name, max, bytesMax, Duration.ZERO, settings.lock());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LogException e) {
            LOG.error("lane {} cannot read the log, tries again: {}", name, e.getMessage());
        }
        return List.of();
    }

    /** Returns false when the lane stops and the batch was not handed over. */
    private boolean dispatch(List<Delivery> batch) {
        try {
            slots.acquire();
        } catch (InterruptedException e) {
            return false;
        }
        Thread.ofVirtual()
                .name("send " + name)
                .start(() -> {
                    try {
                        done(batch, transfer::carry);
                    } finally {
                        slots.release();
                    }
                });
        return true;
    }

    private void done(List<Delivery> batch, Consumer<List<Delivery>> action) {
        try {
            action.accept(batch);
        } finally {
            memory.release(batch);
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_LOG_FAULT);
        } catch (InterruptedException e) {
            LOG.debug("lane {} was woken to stop", name);
        }
    }
}

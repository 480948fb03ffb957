package io.gridgate.handlers;

import io.gridgate.handlers.client.EventGridReceiver;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Pulls events from an event subscription and has each handled on a virtual thread of its own.
 *
 * <p>It receives only what it can start at once, renews locks while handlers run, settles by their
 * outcome, and goes on through errors of the namespace with growing pauses. {@link #drain} stops
 * without leaving locks behind: it lets running handlers end, settles, and gives back what it did
 * not start.
 *
 * <p>Delivery is at least once: a lock that runs out, a lost answer or a killed process brings an
 * event again. A worker is started once and drained once. Its methods may be called from any
 * thread. The receiver belongs to the caller, who closes it after the worker.
 */
public final class Worker implements AutoCloseable {

    private final WorkerSettings settings;
    private final WorkerTime time;
    private final WorkerState state;
    private final Reporter reporter;
    private final Settler settler;
    private final LockRenewal renewal;
    private final LagMeter lag;
    private final HandlerThreads handlers;
    private final List<Thread> receiving = new ArrayList<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private final Object draining = new Object();
    private @Nullable DrainReport report;

    Worker(WorkerSettings settings) {
        this.settings = settings;
        this.time = settings.time();
        this.state = new WorkerState(time, settings.concurrency(), settings.receivers());
        this.reporter = new Reporter(settings.listeners());
        this.settler = new Settler(settings, state, reporter);
        this.renewal = new LockRenewal(settings, state, reporter);
        this.lag = new LagMeter(time);
        var handlerCall = new HandlerCall(settings, state, settler, reporter);
        this.handlers = new HandlerThreads(settings, handlerCall, settler, state);
        for (int i = 0; i < settings.receivers(); i++) {
            receiving.add(
                    Thread.ofVirtual()
                            .name(settings.name() + "-receive-" + i)
                            .unstarted(
                                    new ReceiveLoop(
                                            settings, state, settler, reporter, lag, handlers)));
        }
    }

    /**
     * {@return a builder with the defaults}
     *
     * @param receiver where events come from and are settled
     * @param handler what is done with each
     */
    public static WorkerBuilder builder(EventGridReceiver receiver, EventHandler handler) {
        return new WorkerBuilder(receiver, handler);
    }

    /** Starts to receive and returns at once. */
    public void start() {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("a worker starts once");
        }
        settler.start(settings.name());
        renewal.start();
        receiving.forEach(Thread::start);
    }

    /**
     * Receives no more until {@link #resume()}. What is being handled goes on, and so does what a
     * request that is open still brings.
     */
    public void pause() {
        state.pause(true);
    }

    /** Receives again after {@link #pause()}. */
    public void resume() {
        state.pause(false);
    }

    /** {@return how far this worker is behind, as far as that can be seen} */
    public WorkerLag lag() {
        return lag.lag();
    }

    /** {@return for how long the oldest event in flight has been here; zero where none is} */
    public Duration oldestInFlight() {
        Instant now = time.instant();
        return state.inFlight().stream()
                .map(delivery -> Duration.between(delivery.receivedAt(), now))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** {@return what the worker has done so far} */
    public WorkerCounters counters() {
        return reporter.snapshot(state.inFlight().size());
    }

    /**
     * Stops: receives no more, lets running handlers end, settles their outcomes, and gives back
     * what came too late. Handlers that run on when most of the time is over are interrupted and
     * their events given back, to be delivered again at once.
     *
     * <p>A receive that is open when this is called is waited for, since breaking it off could
     * leave events locked; with nothing to receive that takes up to the receive wait.
     *
     * @param timeout how long this may take in all
     * @return how it ended; a second call gives the first one's report
     */
    public DrainReport drain(Duration timeout) {
        synchronized (draining) {
            DrainReport known = report;
            if (known == null) {
                known = drainOnce(timeout);
                report = known;
            }
            return known;
        }
    }

    private DrainReport drainOnce(Duration timeout) {
        started.set(true);
        Instant deadline = time.instant().plus(timeout);
        state.stop();
        if (receiving.getFirst().getState() == Thread.State.NEW) {
            state.nothingReceives();
        }
        handlers.giveBackWaiting();
        int interrupted = 0;
        try {
            Duration reserve = min(Duration.ofSeconds(3), timeout.dividedBy(5));
            if (!state.awaitHandled(timeout.minus(reserve))) {
                interrupted = breakOff();
            }
            state.awaitSettled(Duration.between(time.instant(), deadline));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int unsettled = state.inFlight().size();
        state.abort();
        renewal.close();
        settler.close();
        time.close();
        return new DrainReport(state.givenBack(), interrupted, unsettled);
    }

    /** Gives back what is still being handled; returns how many handlers that interrupts. */
    private int breakOff() {
        receiving.forEach(Thread::interrupt);
        int interrupted = 0;
        for (Delivery delivery : state.inFlight()) {
            if (delivery.claim()) {
                interrupted++;
                settler.giveBack(delivery);
                delivery.interrupt();
            }
        }
        return interrupted;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Drains with the drain timeout of the settings. */
    @Override
    public void close() {
        drain(settings.drainTimeout());
    }
}

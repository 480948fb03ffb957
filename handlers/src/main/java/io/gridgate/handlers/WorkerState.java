package io.gridgate.handlers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What the threads of a worker share: free places, deliveries in flight, and how far stopping has
 * come. One lock, never held over I/O or foreign code; every change wakes whoever waits.
 */
final class WorkerState {

    private static final long GATHER_NANOS = 5_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Delivery> inFlight = ConcurrentHashMap.newKeySet();
    private final WorkerTime time;
    private final int places;
    private int free;
    private int receiving;
    private boolean paused;
    private volatile boolean stopping;
    private volatile boolean aborted;
    private final AtomicInteger givenBack = new AtomicInteger();

    WorkerState(WorkerTime time, int places, int receivers) {
        this.time = time;
        this.receiving = receivers;
        this.places = places;
        this.free = places;
    }

    /**
     * Takes at least one and at most so many places, waiting for one, and while receiving is
     * paused; none when stopping. While less than half are free it waits a moment for more, so that
     * quick handlers get their events by the batch and not one request each.
     */
    int takePlaces(int most) throws InterruptedException {
        lock.lock();
        try {
            while ((free == 0 || paused) && !stopping) {
                changed.await();
            }
            int enough = Math.min(most, (places + 1) / 2);
            long rest = GATHER_NANOS;
            while (free < enough && !stopping && rest > 0) {
                rest = changed.awaitNanos(rest);
            }
            int taken = stopping ? 0 : Math.min(free, most);
            free -= taken;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    void givePlaces(int number) {
        if (number > 0) {
            change(() -> free += number);
        }
    }

    void add(Delivery delivery) {
        inFlight.add(delivery);
    }

    /** The delivery is settled, or given up. */
    void remove(Delivery delivery) {
        inFlight.remove(delivery);
        if (stopping && inFlight.isEmpty()) {
            change(() -> {});
        }
    }

    /** Counts an event that is given back because the worker stops. */
    void countGivenBack() {
        givenBack.incrementAndGet();
    }

    int givenBack() {
        return givenBack.get();
    }

    List<Delivery> inFlight() {
        return List.copyOf(inFlight);
    }

    int inFlightNow() {
        return inFlight.size();
    }

    /** Begins to stop: no more receives, waits for places end. */
    void stop() {
        change(() -> stopping = true);
    }

    boolean stopping() {
        return stopping;
    }

    /** Ends all waiting: the deadline of the drain has come. */
    void abort() {
        change(() -> aborted = true);
    }

    boolean aborted() {
        return aborted;
    }

    /** Takes no more places, or takes them again. */
    void pause(boolean on) {
        change(() -> paused = on);
    }

    /** One of the receive loops has ended. */
    void receiveEnded() {
        change(() -> receiving--);
    }

    /** The receive loops never ran. */
    void nothingReceives() {
        change(() -> receiving = 0);
    }

    /** Waits for a time, at most until stopping. */
    void pauseWhileRunning(Duration duration) throws InterruptedException {
        await(() -> stopping, duration);
    }

    /** Waits for a time, stopping or not, at most until aborted. */
    void pauseWhileAlive(Duration duration) throws InterruptedException {
        await(() -> aborted, duration);
    }

    /** Waits until nothing is received or handled any more; false when the time is over. */
    boolean awaitHandled(Duration atMost) throws InterruptedException {
        return await(() -> receiving == 0 && free == places, atMost);
    }

    /** Waits until everything is settled; false when the time is over. */
    boolean awaitSettled(Duration atMost) throws InterruptedException {
        return await(inFlight::isEmpty, atMost);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean await(BooleanSupplier condition, Duration atMost) throws InterruptedException {
        Instant deadline = time.instant().plus(atMost);
        WorkerTime.Timer alarm = time.after(atMost, () -> change(() -> {}));
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (!time.instant().isBefore(deadline)) {
                    return false;
                }
                changed.await();
            }
            return true;
        } finally {
            lock.unlock();
            alarm.cancel();
        }
    }
}

package io.gridgate.handlers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that stands still until a test turns it on; timers run on the thread that does. */
final class HandTime implements WorkerTime {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Equal to itself only. */
    private static final class Due {
        private final Instant at;
        private final Runnable task;

        Due(Instant at, Runnable task) {
            this.at = at;
            this.task = task;
        }

        Instant at() {
            return at;
        }
    }

    private final List<Due> timers = new ArrayList<>();
    private Instant now = START;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized Timer after(Duration delay, Runnable task) {
        Due timer = new Due(now.plus(delay), task);
        timers.add(timer);
        notifyAll();
        return () -> cancel(timer);
    }

    private synchronized void cancel(Due timer) {
        timers.remove(timer);
    }

    /** Lets so much time pass; everything that falls due in it runs, in order. */
    void advance(Duration duration) {
        Instant end = instant().plus(duration);
        for (Due next = next(end); next != null; next = next(end)) {
            next.task.run();
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized Due next(Instant end) {
        Due next = timers.stream().min(Comparator.comparing(Due::at)).orElse(null);
        if (next == null || next.at().isAfter(end)) {
            return null;
        }
        timers.remove(next);
        now = next.at().isAfter(now) ? next.at() : now;
        return next;
    }

    /** Waits until somebody waits for a time so far away, give or take. */
    void awaitTimer(Duration least, Duration most) {
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        synchronized (this) {
            while (timers.stream()
                    .map(timer -> Duration.between(now, timer.at()))
                    .noneMatch(left -> left.compareTo(least) >= 0 && left.compareTo(most) <= 0)) {
                if (System.nanoTime() > limit) {
                    throw new AssertionError("nobody waits for " + least + " to " + most);
                }
                try {
                    wait(100);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    @Override
    public void close() {}
}

package io.gridgate.log.postgres;

import io.gridgate.log.LogException;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Where the leases of one subscription wait at this replica, first come first served. One worker at
 * a time serves it; word that comes meanwhile has it served again. For any number of threads.
 */
final class Desk {

    private final int subscription;
    private final Runnable schedule;
    private final Deque<LeaseCall> waiting = new ArrayDeque<>();
    private boolean scheduled;
    private boolean served;
    private boolean again;
    private boolean closed;

    /**
     * Makes a desk.
     *
     * @param subscription the number of the subscription
     * @param schedule puts the desk before the workers
     */
    Desk(int subscription, Runnable schedule) {
        this.subscription = subscription;
        this.schedule = schedule;
    }

    int subscription() {
        return subscription;
    }

    /** Adds a call; it is looked for at once. */
    synchronized void add(LeaseCall call) {
        if (closed) {
            throw new LogException.Unavailable("the log is closed");
        }
        waiting.add(call);
        ask();
    }

    /** Takes word that there may be something to hand out. */
    synchronized void signal() {
        waiting.removeIf(Call::isOver);
        if (!waiting.isEmpty()) {
            ask();
        }
    }

    private void ask() {
        if (served) {
            again = true;
        } else if (!scheduled) {
            scheduled = true;
            schedule.run();
        }
    }

    /** Worker: takes the calls that wait and want locks as long as the first one wants. */
    synchronized List<LeaseCall> begin() {
        scheduled = false;
        served = true;
        List<LeaseCall> taken = new ArrayList<>();
        List<LeaseCall> others = new ArrayList<>();
        for (LeaseCall call : waiting) {
            if (!taken.isEmpty() && call.lockMillis() != taken.getFirst().lockMillis()) {
                others.add(call);
            } else if (call.take()) {
                taken.add(call);
            }
        }
        waiting.clear();
        waiting.addAll(others);
        again |= !others.isEmpty();
        return taken;
    }

    /**
     * Worker: puts calls back that got nothing, before those that came meanwhile.
     *
     * @param more whether there is something to hand out for certain
     */
    synchronized void end(List<LeaseCall> unserved, boolean more) {
        served = false;
        for (LeaseCall call : unserved.reversed()) {
            if (closed) {
                call.complete(List.of());
            } else {
                call.putBack();
                waiting.addFirst(call);
            }
        }
        boolean next = again || more;
        again = false;
        if (next && !waiting.isEmpty()) {
            ask();
        }
    }

    /** Refuses further calls and answers those that wait with nothing. */
    synchronized void close() {
        closed = true;
        for (LeaseCall call : waiting) {
            if (call.take()) {
                call.complete(List.of());
            }
        }
        waiting.clear();
    }
}

package io.gridgate.deliver;

import io.gridgate.log.Delivery;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that leased events may take, shared by all lanes of a process. Sizes are not known
 * before a lease, so a lane reserves for the largest events there may be, and gives back what it
 * did not need. The first event of a lease is never refused, so every lane goes on. For any number
 * of threads.
 */
public final class LeaseMemory {

    private static final int EVENT_BYTES_MAX = (1 << 20) + (64 << 10);
    private static final int LEASE_EVENTS_MAX = 256;

    private final AtomicLong free;

    /**
     * Makes a budget.
     *
     * @param bytesMax how many bytes leased events may take together
     */
    public LeaseMemory(long bytesMax) {
        this.free = new AtomicLong(bytesMax);
    }

    /** {@return a budget of an eighth of the heap} */
    public static LeaseMemory ofHeap() {
        return new LeaseMemory(Runtime.getRuntime().maxMemory() / 8);
    }

    /** Takes the memory of an event that is leased already, whether there is room or not. */
    void take(Delivery first) {
        free.addAndGet(-first.event().json().length);
    }

    /** Returns for how many of the wanted events there is room; it is taken until given back. */
    int reserve(int wanted) {
        while (true) {
            long now = free.get();
            int room = Math.clamp(now / EVENT_BYTES_MAX, 0, LEASE_EVENTS_MAX);
            int events = Math.min(wanted, room);
            if (free.compareAndSet(now, now - (long) events * EVENT_BYTES_MAX)) {
                return events;
            }
        }
    }

    /** Gives back what a reservation was too large by, once its events are there. */
    void shrink(int reserved, List<Delivery> leased) {
        free.addAndGet((long) reserved * EVENT_BYTES_MAX - bytes(leased));
    }

    /** Gives back the memory of events. */
    void release(List<Delivery> done) {
        free.addAndGet(bytes(done));
    }

    private static long bytes(List<Delivery> deliveries) {
        return deliveries.stream().mapToLong(it -> it.event().json().length).sum();
    }
}

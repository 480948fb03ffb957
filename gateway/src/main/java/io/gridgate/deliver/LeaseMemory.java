package io.gridgate.deliver;

import io.gridgate.log.Delivery;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that leased events may take, shared by all lanes of a process. A lane reserves what a
 * request may hold before it leases, and gives back what it did not need. The first event of a
 * lease is never refused, so every lane goes on. For any number of threads.
 */
public final class LeaseMemory {

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

    /** Returns how many of the wanted bytes there is room for; they are taken until given back. */
    long reserve(long wanted) {
        while (true) {
            long now = free.get();
            long room = Math.clamp(wanted, 0, Math.max(0, now));
            if (free.compareAndSet(now, now - room)) {
                return room;
            }
        }
    }

    /** Gives back what a reservation was too large by, once its events are there. */
    void shrink(long reserved, List<Delivery> leased) {
        free.addAndGet(reserved - bytes(leased));
    }

    /** Gives back the memory of events. */
    void release(List<Delivery> done) {
        free.addAndGet(bytes(done));
    }

    /** {@return the bytes of events} */
    static long bytes(List<Delivery> deliveries) {
        long bytes = 0;
        for (Delivery delivery : deliveries) {
            bytes += delivery.event().json().length;
        }
        return bytes;
    }
}

package io.gridgate.log.postgres;

import io.gridgate.log.LogException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls that wait for a worker: bounded by number and bytes, many in, a few workers out. For any
 * number of threads.
 *
 * @param <C> the kind of calls
 */
final class CallQueue<C extends Call<?>> {

    private static final long LOOK_MILLIS = 100;

    private final BlockingQueue<C> calls;
    private final AtomicLong bytes = new AtomicLong();
    private final long bytesMax;
    private volatile boolean closed;

    CallQueue(int callsMax, long bytesMax) {
        this.calls = new LinkedBlockingQueue<>(callsMax);
        this.bytesMax = bytesMax;
    }

    /**
     * Adds a call.
     *
     * @throws LogException.Unavailable if the queue is full or closed
     */
    void add(C call) {
        int size = call.queuedBytes();
        long after = bytes.addAndGet(size);
        boolean full = after > bytesMax && after > size;
        if (closed || full || !calls.offer(call)) {
            bytes.addAndGet(-size);
            throw refusal();
        }
        if (closed && calls.remove(call)) {
            bytes.addAndGet(-size);
            throw refusal();
        }
    }

    private LogException.Unavailable refusal() {
        return new LogException.Unavailable(
                closed ? "the log is closed" : "too many calls wait for the log");
    }

    /**
     * Worker: takes the calls that wait, up to about the given number and bytes; waits a moment
     * where there is none. Calls whose callers gave up are dropped.
     */
    List<C> take(int callsMax, long groupBytesMax) throws InterruptedException {
        List<C> group = new ArrayList<>();
        C call = calls.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        long taken = 0;
        while (call != null) {
            bytes.addAndGet(-call.queuedBytes());
            taken += call.queuedBytes();
            if (call.take()) {
                group.add(call);
            }
            call = group.size() < callsMax && taken < groupBytesMax ? calls.poll() : null;
        }
        return group;
    }

    void close() {
        closed = true;
    }

    /** Tells whether nothing will come any more. */
    boolean isSpent() {
        return closed && calls.isEmpty();
    }
}

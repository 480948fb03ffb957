package io.gridgate.log.embedded;

import io.gridgate.log.LogException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The calls that wait for the committer: bounded by number and bytes, many in, one out. */
final class CommandQueue {

    private final int commandsMax;
    private final long bytesMax;
    private final Queue<Command<?>> commands = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile @Nullable Thread sleeper;
    private volatile boolean closed;

    CommandQueue(int commandsMax, long bytesMax) {
        this.commandsMax = commandsMax;
        this.bytesMax = bytesMax;
    }

    /**
     * Adds a command, from any thread.
     *
     * @throws LogException.Unavailable if the queue is full or closed
     */
    void add(Command<?> command) {
        int size = command.queuedBytes();
        int position = count.incrementAndGet();
        long after = bytes.addAndGet(size);
        boolean full = position > commandsMax || (after > bytesMax && position > 1);
        if (full || closed) {
            leave(size);
            throw new LogException.Unavailable(
                    closed ? "the log is closed" : "too many calls wait for the log");
        }
        commands.add(command);
        LockSupport.unpark(sleeper);
    }

    private void leave(int size) {
        count.decrementAndGet();
        bytes.addAndGet(-size);
    }

    /** Committer: moves waiting commands into the list, up to about the given bytes. */
    void drainTo(List<Command<?>> group, int groupMax, long groupBytesMax) {
        long taken = 0;
        while (group.size() < groupMax && taken < groupBytesMax) {
            Command<?> command = commands.poll();
            if (command == null) {
                return;
            }
            taken += command.queuedBytes();
            leave(command.queuedBytes());
            group.add(command);
        }
    }

    /** Committer: sleeps until a command comes, the queue closes, or the time is over. */
    void awaitCommand(long nanosMax) {
        sleeper = Thread.currentThread();
        if (commands.isEmpty() && !closed) {
            LockSupport.parkNanos(this, nanosMax);
        }
        sleeper = null;
    }

    /** Refuses further commands; those inside can still be drained. */
    void close() {
        closed = true;
        LockSupport.unpark(sleeper);
    }

    boolean isClosed() {
        return closed;
    }

    /** Tells whether a command is inside or on its way in. */
    boolean isEmpty() {
        return count.get() == 0;
    }
}

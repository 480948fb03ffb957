package io.gridgate.log.embedded;

import io.gridgate.log.LogException;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * One call on its way through the committer. The caller makes it, hands it over and parks; the
 * committer decides it, writes what it left, then completes it and wakes the caller.
 *
 * @param <R> the result
 */
abstract sealed class Command<R> permits AppendCommand, LeaseCommand, SettleCommand, StateCommand {

    private static final VarHandle STAGE = stage();

    private static final int OPEN = 0;
    private static final int CANCELLED = 1;
    private static final int TAKEN = 2;
    private static final int DONE = 3;

    private final Thread caller = Thread.currentThread();

    @SuppressWarnings("FieldMayBeFinal") // written through STAGE
    private volatile int stage = OPEN;

    private @Nullable R result;
    private @Nullable LogException failure;

    private static VarHandle stage() {
        try {
            return MethodHandles.lookup().findVarHandle(Command.class, "stage", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Returns about how many bytes this command keeps while it waits in the queue. */
    abstract int queuedBytes();

    /** Committer: claims the command; false if the caller has given up on it. */
    final boolean take() {
        return STAGE.compareAndSet(this, OPEN, TAKEN);
    }

    /** Committer: lets go of a claimed command; the caller may give up on it again. */
    final void putBack() {
        stage = OPEN;
        LockSupport.unpark(caller);
    }

    final boolean isCancelled() {
        return stage == CANCELLED;
    }

    /** Committer: decides the result, which {@link #complete} will show to the caller. */
    final void decide(R decided) {
        result = decided;
    }

    final void fail(LogException reason) {
        failure = reason;
    }

    /** Committer: wakes the caller. */
    final void complete() {
        stage = DONE;
        LockSupport.unpark(caller);
    }

    /** Caller: waits as long as it takes. An interrupt leaves the command to its fate. */
    final R await() throws InterruptedException {
        while (stage != DONE) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return outcome();
    }

    /** Caller: waits as long as it takes, whatever happens. */
    final R awaitUninterruptibly() {
        boolean interrupted = false;
        while (stage != DONE) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return outcome();
    }

    /**
     * Caller: waits until decided, but gives up at the deadline or when interrupted, unless the
     * command is taken by then.
     *
     * @param otherwise the result of a command given up at its deadline
     */
    final R await(long deadlineNanos, R otherwise) throws InterruptedException {
        boolean interrupted = false;
        while (stage != DONE) {
            long left = deadlineNanos - System.nanoTime();
            if (left > 0 && !interrupted) {
                LockSupport.parkNanos(this, left);
            } else if (!cancel()) {
                LockSupport.park(this);
            } else if (interrupted) {
                throw new InterruptedException();
            } else {
                return otherwise;
            }
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return outcome();
    }

    private boolean cancel() {
        return STAGE.compareAndSet(this, OPEN, CANCELLED);
    }

    @SuppressWarnings("NullAway") // a command is completed with a result or a failure
    private R outcome() {
        if (failure != null) {
            throw failure;
        }
        return result;
    }
}

package io.gridgate.log.postgres;

import io.gridgate.log.LogException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One call that waits for the log's own threads. Its caller may give up on it until a worker takes
 * it; from then on it is decided one way or the other.
 *
 * @param <R> the result
 */
class Call<R> {

    private static final Logger LATE = LoggerFactory.getLogger(Call.class);

    /** How long a caller that wants to give up waits for the worker that has its call. */
    private static final long WHILE_TAKEN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private enum Stage {
        WAITING,
        TAKEN,
        GIVEN_UP
    }

    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
    private final CompletableFuture<R> outcome = new CompletableFuture<>();

    /** Returns about how many bytes this call keeps while it waits. */
    int queuedBytes() {
        return 0;
    }

    /** Worker: claims the call; false if the caller has given up on it. */
    final boolean take() {
        return stage.compareAndSet(Stage.WAITING, Stage.TAKEN);
    }

    /** Worker: lets go of a claimed call; the caller may give up on it again. */
    final void putBack() {
        stage.set(Stage.WAITING);
    }

    /** Tells whether nobody waits for this call any more. */
    final boolean isOver() {
        return stage.get() == Stage.GIVEN_UP || outcome.isDone();
    }

    final void complete(R result) {
        outcome.complete(result);
    }

    final void fail(LogException reason) {
        outcome.completeExceptionally(reason);
    }

    /** Caller: waits as long as it takes. An interrupt leaves the call to its fate. */
    final R await() throws InterruptedException {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw Faults.of(e.getCause());
        }
    }

    /** Caller: waits as long as it takes, whatever happens. */
    final R awaitUninterruptibly() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Caller: waits until decided, but gives up at the deadline or when interrupted, unless a
     * worker has taken the call by then.
     *
     * @param otherwise the result of a call given up at its deadline
     */
    final R await(long deadlineNanos, R otherwise) throws InterruptedException {
        boolean interrupted = false;
        try {
            while (true) {
                long left = interrupted ? 0 : deadlineNanos - System.nanoTime();
                if (left <= 0 && giveUp()) {
                    if (interrupted) {
                        interrupted = false;
                        throw new InterruptedException();
                    }
                    return otherwise;
                }
                try {
                    return outcome.get(Math.max(left, WHILE_TAKEN_NANOS), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    LATE.trace("a worker has the call at its deadline", e);
                } catch (ExecutionException e) {
                    throw Faults.of(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean giveUp() {
        return stage.compareAndSet(Stage.WAITING, Stage.GIVEN_UP);
    }
}

package io.gridgate.system.harness;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for conditions by asking again and again until a deadline. */
public final class Await {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Await() {}

    /**
     * Returns the first value the condition likes.
     *
     * @param <T> what is looked at
     * @param what says what is waited for, for the failure text
     * @param max how long to wait
     * @param value looked at repeatedly; an exception counts as not yet
     * @param condition what the value must be
     * @throws AssertionError if the deadline passes; carries the last value or exception
     */
    public static <T> T until(
            String what, Duration max, Callable<T> value, Predicate<? super T> condition) {
        long deadlineNanos = System.nanoTime() + max.toNanos();
        String last;
        Throwable cause = null;
        do {
            try {
                T seen = value.call();
                if (condition.test(seen)) {
                    return seen;
                }
                last = String.valueOf(seen);
            } catch (Exception e) {
                last = e.toString();
                cause = e;
            }
            pause();
        } while (System.nanoTime() < deadlineNanos);
        throw new AssertionError("not within " + max + ": " + what + "; last seen: " + last, cause);
    }

    /**
     * Waits until the condition holds.
     *
     * @param what says what is waited for
     * @param max how long to wait
     * @param condition asked repeatedly
     */
    public static void until(String what, Duration max, Supplier<Boolean> condition) {
        until(what, max, condition::get, held -> held);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }
}

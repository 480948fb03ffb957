package io.gridgate.deliver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Holds requests back from a far side that is down. Closed: requests pass. After a failure it is
 * open: none pass until the back-off or the far side's {@code Retry-After} is over; then one, the
 * probe, whose success closes the circuit and whose failure opens it again for longer.
 *
 * <p>Answers to requests of an earlier state change nothing, except that a later {@code
 * Retry-After} is still obeyed. For any number of threads; its monitor guards it and is never held
 * over I/O.
 */
public final class Circuit {

    private static final Duration RETRY_AFTER_MAX = Duration.ofHours(1);

    /**
     * The right to send one request; belongs to the state in which it was given.
     *
     * @param state which state
     * @param probe whether it is the one request that tells whether the far side is back
     */
    public record Permit(long state, boolean probe) {}

    private final Backoff backoff;
    private final RandomGenerator random;
    private final InstantSource clock;

    private long state;
    private int failures;
    private boolean probing;
    private Instant openUntil = Instant.EPOCH;

    /**
     * Makes a closed circuit.
     *
     * @param backoff how long it stays open
     * @param random the source of the jitter; safe for use by several threads
     * @param clock the time
     */
    public Circuit(Backoff backoff, RandomGenerator random, InstantSource clock) {
        this.backoff = backoff;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Blocks until {@link #tryAcquire} is likely to succeed.
     *
     * @throws InterruptedException if interrupted while waiting
     */
    public synchronized void awaitReady() throws InterruptedException {
        while (failures > 0) {
            long waitMillis = Duration.between(clock.instant(), openUntil).toMillis() + 1;
            if (probing) {
                wait();
            } else if (clock.instant().isBefore(openUntil)) {
                wait(Math.max(1, waitMillis));
            } else {
                return;
            }
        }
    }

    /** {@return whether requests pass} */
    public synchronized boolean isClosed() {
        return failures == 0;
    }

    /** {@return a permit if a request may go now} */
    public synchronized Optional<Permit> tryAcquire() {
        if (failures == 0) {
            return Optional.of(new Permit(state, false));
        }
        if (probing || clock.instant().isBefore(openUntil)) {
            return Optional.empty();
        }
        probing = true;
        return Optional.of(new Permit(state, true));
    }

    /**
     * The far side answered.
     *
     * @param permit of the request
     * @return whether that closed the circuit
     */
    public synchronized boolean succeeded(Permit permit) {
        if (permit.state() != state || failures == 0) {
            return false;
        }
        failures = 0;
        enterState();
        return true;
    }

    /**
     * The far side is down.
     *
     * @param permit of the request
     * @param retryAfter how long the far side asks to wait, if it does; obeyed up to an hour
     * @return whether that opened a closed circuit
     */
    public synchronized boolean failed(Permit permit, Optional<Duration> retryAfter) {
        Optional<Instant> asked =
                retryAfter.map(wait ->
                        clock.instant()
                                .plus(
                                        wait.compareTo(RETRY_AFTER_MAX) < 0
                                                ? wait
                                                : RETRY_AFTER_MAX));
        if (permit.state() != state) {
            asked.filter(until -> failures > 0 && until.isAfter(openUntil))
                    .ifPresent(until -> openUntil = until);
            return false;
        }
        failures++;
        openUntil = asked.orElseGet(() -> clock.instant().plus(backoff.delay(failures, random)));
        enterState();
        return failures == 1;
    }

    /**
     * Gives back a permit whose request was not sent or told nothing about this circuit.
     *
     * @param permit of the request
     */
    public synchronized void abandoned(Permit permit) {
        if (permit.state() == state && permit.probe()) {
            probing = false;
            notifyAll();
        }
    }

    /** Returns until when the circuit holds requests back. */
    synchronized Instant openUntil() {
        return openUntil;
    }

    private void enterState() {
        state++;
        probing = false;
        notifyAll();
    }
}

package io.gridgate.deliver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The two circuits that a request to a target must pass: the target's own, and the one it shares
 * with all targets of its endpoint. So a dead endpoint sees one probe, whatever the number of
 * lanes, and a wrong name or permission stops no other target. Besides, it spreads requests where
 * the endpoint has a pace. For any number of threads.
 */
public final class Gate {

    private final Circuit endpoint;
    private final Circuit target;
    private final Optional<Pace> pace;
    private final Refusals refusals = new Refusals();

    private Gate(Circuit endpoint, Circuit target, Optional<Pace> pace) {
        this.endpoint = endpoint;
        this.target = target;
        this.pace = pace;
    }

    /** Makes the gates of all targets of one endpoint. */
    public static final class Factory {
        private final Backoff backoff;
        private final RandomGenerator random;
        private final InstantSource clock;
        private final Circuit endpoint;
        private final Optional<Pace> pace;

        /**
         * Makes a factory for one endpoint that takes what it can.
         *
         * @param backoff how long to hold back after failures
         * @param random the source of the jitter; safe for use by several threads
         * @param clock the time
         */
        public Factory(Backoff backoff, RandomGenerator random, InstantSource clock) {
            this(backoff, random, clock, Optional.empty());
        }

        /**
         * Makes a factory for one endpoint.
         *
         * @param backoff how long to hold back after failures
         * @param random the source of the jitter; safe for use by several threads
         * @param clock the time
         * @param pace how much the endpoint takes; empty: what it can
         */
        public Factory(
                Backoff backoff, RandomGenerator random, InstantSource clock, Optional<Pace> pace) {
            this.pace = pace;
            this.backoff = backoff;
            this.random = random;
            this.clock = clock;
            this.endpoint = new Circuit(backoff, random, clock);
        }

        /** {@return a gate for one more target of the endpoint} */
        public Gate target() {
            return new Gate(endpoint, new Circuit(backoff, random, clock), pace);
        }
    }

    /** The right to send one request. */
    record Permit(Circuit.Permit endpoint, Circuit.Permit target) {}

    /** What a result changed for the lanes behind this gate. */
    enum Change {
        NONE,
        OPENED,
        CLOSED
    }

    void awaitReady() throws InterruptedException {
        target.awaitReady();
        endpoint.awaitReady();
    }

    boolean isClosed() {
        return target.isClosed() && endpoint.isClosed();
    }

    /** Blocks until a request of this size is due. */
    void awaitTurn(int events, long bytes) throws InterruptedException {
        if (pace.isPresent()) {
            Duration wait = pace.get().take(events, bytes);
            if (wait.isPositive()) {
                Thread.sleep(wait);
            }
        }
    }

    Refusals refusals() {
        return refusals;
    }

    Optional<Permit> tryAcquire() {
        Optional<Circuit.Permit> mine = target.tryAcquire();
        if (mine.isEmpty()) {
            return Optional.empty();
        }
        Optional<Circuit.Permit> shared = endpoint.tryAcquire();
        if (shared.isEmpty()) {
            target.abandoned(mine.get());
            return Optional.empty();
        }
        return Optional.of(new Permit(shared.get(), mine.get()));
    }

    Change report(Permit permit, SinkResult result) {
        return switch (result) {
            case SinkResult.Delivered _, SinkResult.Refused _ -> {
                boolean shared = endpoint.succeeded(permit.endpoint());
                boolean mine = target.succeeded(permit.target());
                yield shared || mine ? Change.CLOSED : Change.NONE;
            }
            case SinkResult.Throttled(Optional<Duration> wait, String _) -> {
                pace.ifPresent(Pace::throttled);
                target.abandoned(permit.target());
                yield opened(endpoint.failed(permit.endpoint(), wait));
            }
            case SinkResult.Failed(SinkResult.Scope scope, Optional<Duration> wait, String _) ->
                    switch (scope) {
                        case ENDPOINT -> {
                            target.abandoned(permit.target());
                            yield opened(endpoint.failed(permit.endpoint(), wait));
                        }
                        case TARGET -> {
                            endpoint.succeeded(permit.endpoint());
                            yield opened(target.failed(permit.target(), wait));
                        }
                    };
        };
    }

    Instant openUntil() {
        Instant shared = endpoint.openUntil();
        return shared.isAfter(target.openUntil()) ? shared : target.openUntil();
    }

    private static Change opened(boolean opened) {
        return opened ? Change.OPENED : Change.NONE;
    }
}

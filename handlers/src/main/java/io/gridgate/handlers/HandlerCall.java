package io.gridgate.handlers;

import io.gridgate.handlers.client.ReleaseDelay;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Runs the handler on one delivery and passes its outcome on. Called on the event's own thread. */
final class HandlerCall {

    private final EventHandler handler;
    private final FailurePolicy failurePolicy;
    private final WorkerTime time;
    private final WorkerState state;
    private final Settler settler;
    private final Reporter reporter;

    HandlerCall(WorkerSettings settings, WorkerState state, Settler settler, Reporter reporter) {
        this.handler = settings.handler();
        this.failurePolicy = settings.failurePolicy();
        this.time = settings.time();
        this.state = state;
        this.settler = settler;
        this.reporter = reporter;
    }

    void run(Delivery delivery) {
        delivery.runsOn(Thread.currentThread());
        Instant began = time.instant();
        try {
            reporter.received(delivery);
            Outcome outcome = handle(delivery, began);
            // An interrupt that the handler left behind must not keep its outcome back.
            Thread.interrupted();
            if (delivery.claim()) {
                settler.settle(delivery, outcome);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            state.remove(delivery);
        } finally {
            state.givePlaces(1);
        }
    }

    private Outcome handle(Delivery delivery, Instant began) {
        try {
            Outcome outcome =
                    Objects.requireNonNull(
                            handler.handle(delivery.event(), delivery), "the handler's outcome");
            reporter.handled(delivery, outcome, Duration.between(began, time.instant()));
            return outcome;
        } catch (Throwable e) {
            Outcome outcome = outcomeOf(e, delivery);
            if (!delivery.isClaimed()) {
                reporter.failed(delivery, e, outcome);
            }
            return outcome;
        }
    }

    private Outcome outcomeOf(Throwable failure, Delivery delivery) {
        try {
            return failurePolicy.outcome(failure, delivery);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            return Outcome.release(ReleaseDelay.ONE_MINUTE);
        }
    }
}

package io.gridgate.handlers;

import io.gridgate.handlers.client.ReleaseDelay;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Runs the handler on one delivery and passes its outcome on. Called on the event's own thread. */
final class HandlerCall {

    private final EventHandler handler;
    private final FailurePolicy failurePolicy;
    private final int deliveriesMax;
    private final WorkerTime time;
    private final WorkerState state;
    private final Settler settler;
    private final Reporter reporter;

    HandlerCall(WorkerSettings settings, WorkerState state, Settler settler, Reporter reporter) {
        this.handler = settings.handler();
        this.failurePolicy = settings.failurePolicy();
        this.deliveriesMax = settings.deliveriesMax();
        this.time = settings.time();
        this.state = state;
        this.settler = settler;
        this.reporter = reporter;
    }

    void run(Delivery delivery) {
        delivery.runsOn(Thread.currentThread());
        Instant began = time.instant();
        try {
            if (delivery.lockLost()) {
                passOver(delivery);
                return;
            }
            reporter.received(delivery);
            Outcome outcome =
                    delivery.deliveryCount() > deliveriesMax
                            ? poisoned(delivery)
                            : handle(delivery, began);
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

    /** The lock ran out while the delivery waited for its turn: the event comes again. */
    private void passOver(Delivery delivery) {
        delivery.claim();
        delivery.permits().unused(1);
        state.remove(delivery);
    }

    /** It came so often that it may be what kills or hangs its handlers. */
    private Outcome poisoned(Delivery delivery) {
        delivery.permits().unused(1);
        reporter.poisoned(delivery);
        return Outcome.reject(
                "delivered %d times, which is more than %d, and never handled to its end"
                        .formatted(delivery.deliveryCount(), deliveriesMax));
    }

    private Outcome handle(Delivery delivery, Instant began) {
        try {
            Outcome outcome =
                    Objects.requireNonNull(
                            handler.handle(delivery.event(), delivery), "the handler's outcome");
            Duration took = Duration.between(began, time.instant());
            delivery.permits().answered(outcome, took);
            reporter.handled(delivery, outcome, took);
            return outcome;
        } catch (Throwable e) {
            Duration took = Duration.between(began, time.instant());
            delivery.permits().failed(e, took);
            Outcome outcome = outcomeOf(e, delivery);
            if (!delivery.isClaimed()) {
                reporter.failed(delivery, e, outcome, took);
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

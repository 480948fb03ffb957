package io.gridgate.handlers;

import io.gridgate.handlers.Outcome.Acknowledge;
import io.gridgate.handlers.Outcome.Reject;
import io.gridgate.handlers.Outcome.Release;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Counts what happens and tells the listeners; a listener that throws is logged, no more. */
final class Reporter {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final List<WorkerListener> listeners;
    private final LongAdder received = new LongAdder();
    private final LongAdder handled = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder released = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder receiveFailures = new LongAdder();

    private final AtomicReference<String> heldBy = new AtomicReference<>("");

    Reporter(List<WorkerListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    void received(Delivery delivery) {
        received.increment();
        tell(listener -> listener.received(delivery.event(), delivery));
    }

    void handled(Delivery delivery, Outcome outcome, Duration took) {
        handled.increment();
        tell(listener -> listener.handled(delivery.event(), delivery, outcome, took));
    }

    void failed(Delivery delivery, Throwable failure, Outcome outcome, Duration took) {
        failed.increment();
        tell(listener -> listener.failed(delivery.event(), delivery, failure, outcome, took));
    }

    void settled(Delivery delivery, Outcome outcome) {
        switch (outcome) {
            case Acknowledge() -> acknowledged.increment();
            case Release(var _) -> released.increment();
            case Reject(var _) -> rejected.increment();
        }
        tell(listener -> listener.settled(delivery.event(), delivery, outcome));
    }

    /** Told once for a delivery, whoever finds it. */
    void lost(Delivery delivery, String reason) {
        if (delivery.lose()) {
            lost.increment();
            tell(listener -> listener.lost(delivery.event(), delivery, reason));
        }
    }

    void renewalEnded(Delivery delivery) {
        tell(listener -> listener.renewalEnded(delivery.event(), delivery));
    }

    void renewalFailed(RuntimeException failure) {
        tell(listener -> listener.renewalFailed(failure));
    }

    void receiveFailed(RuntimeException failure, Duration retryIn) {
        receiveFailures.increment();
        tell(listener -> listener.receiveFailed(failure, retryIn));
    }

    void receiveAnswered(int askedFor, int events, Duration took) {
        tell(listener -> listener.receiveAnswered(askedFor, events, took));
    }

    void poisoned(Delivery delivery) {
        tell(listener -> listener.poisoned(delivery.event(), delivery));
    }

    /** Told once until it changes, whichever receive loop finds it. */
    void held(String reason) {
        if (!heldBy.getAndSet(reason).equals(reason)) {
            tell(listener -> listener.held(reason));
        }
    }

    void resumed() {
        if (!heldBy.get().isEmpty() && !heldBy.getAndSet("").isEmpty()) {
            tell(WorkerListener::resumed);
        }
    }

    WorkerCounters snapshot(int inFlight) {
        return new WorkerCounters(
                received.sum(),
                inFlight,
                handled.sum(),
                failed.sum(),
                acknowledged.sum(),
                released.sum(),
                rejected.sum(),
                lost.sum(),
                receiveFailures.sum());
    }

    private void tell(Consumer<WorkerListener> message) {
        for (WorkerListener listener : listeners) {
            try {
                message.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("A worker listener threw", e);
            }
        }
    }
}

package io.gridgate.handlers;

import io.gridgate.handlers.ReceiveGate.Permits;
import io.gridgate.handlers.client.EventGridException;
import io.gridgate.handlers.client.EventGridReceiver;
import io.gridgate.handlers.client.ReceiveDetails;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Receives as many events as there are free places and as the gate permits, and has each started,
 * until the worker stops. Asks again at once after events, and after a pause when the namespace
 * fails or answers without waiting.
 */
final class ReceiveLoop implements Runnable {

    private static final int EVENTS_MAX = 100;

    private final EventGridReceiver receiver;
    private final Duration wait;
    private final WorkerTime time;
    private final ReceiveGate gate;
    private final WorkerState state;
    private final Settler settler;
    private final Reporter reporter;
    private final LagMeter lag;
    private final HandlerThreads handlers;
    private final Backoff failing;
    private final Backoff idle;
    private int askMost;

    ReceiveLoop(
            WorkerSettings settings,
            WorkerState state,
            Settler settler,
            Reporter reporter,
            LagMeter lag,
            HandlerThreads handlers) {
        this.receiver = settings.receiver();
        this.wait = settings.receiveWait();
        this.time = settings.time();
        this.gate = settings.gate();
        this.state = state;
        this.settler = settler;
        this.reporter = reporter;
        this.lag = lag;
        this.handlers = handlers;
        // With several loops each leaves places to the others, or the first would take them all.
        this.askMost =
                Math.min(EVENTS_MAX, Math.ceilDiv(settings.concurrency(), settings.receivers()));
        this.failing =
                new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), settings.random());
        this.idle = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1), settings.random());
    }

    @Override
    public void run() {
        try {
            int places;
            while ((places = state.takePlaces(askMost)) > 0) {
                Duration pause = permitted(places);
                if (pause.isPositive()) {
                    state.pauseWhileRunning(pause);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            state.receiveEnded();
        }
    }

    private Duration permitted(int places) {
        Permits permits = gate.take(places);
        state.givePlaces(places - permits.count());
        if (permits.count() == 0) {
            reporter.held(permits.whyNone());
            return gate.lookAgain();
        }
        reporter.resumed();
        return receive(permits);
    }

    /** Fills the places as far as there are events; returns how long to wait before the next. */
    private Duration receive(Permits permits) {
        int places = permits.count();
        int used = 0;
        Instant asked = time.instant();
        lag.asks();
        try {
            List<ReceiveDetails> details = receiver.receive(places, wait).details();
            failing.reset();
            Instant now = time.instant();
            lag.answered(places, details, now);
            reporter.receiveAnswered(places, details.size(), Duration.between(asked, now));
            for (ReceiveDetails event : details) {
                Delivery delivery = new Delivery(event, now, permits);
                state.add(delivery);
                if (state.stopping() || used == places) {
                    delivery.claim();
                    settler.giveBack(delivery);
                } else {
                    used++;
                    handlers.start(delivery);
                }
            }
            return details.isEmpty()
                    ? idlePause(Duration.between(asked, now))
                    : gate.received(details.size());
        } catch (RuntimeException e) {
            lag.unanswered();
            return failurePause(e);
        } finally {
            permits.unused(places - used);
            state.givePlaces(places - used);
        }
    }

    /** None after a long poll; a namespace that answers at once must not be asked in a hot loop. */
    private Duration idlePause(Duration took) {
        if (wait.isPositive() && took.compareTo(wait.dividedBy(2)) >= 0) {
            idle.reset();
            return Duration.ZERO;
        }
        return idle.next(null);
    }

    private Duration failurePause(RuntimeException failure) {
        if (state.stopping()) {
            return Duration.ZERO;
        }
        Duration retryAfter = null;
        if (failure instanceof EventGridException e) {
            retryAfter = e.retryAfter().orElse(null);
            if (e.code().equals("AnswerTooLarge")) {
                askMost = Math.max(1, askMost / 2);
            }
        }
        Duration pause = failing.next(retryAfter);
        reporter.receiveFailed(failure, pause);
        return pause;
    }
}

package io.gridgate.handlers;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.ThreadFactory;

/**
 * Starts each delivery on a virtual thread of its own: at once, or where deliveries of its key are
 * under way, when its turn comes. Safe for use by many threads.
 */
final class HandlerThreads {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final HandlerCall handlerCall;
    private final Settler settler;
    private final WorkerState state;
    private final @Nullable EventKey key;
    private final KeyTurns turns;
    private final ThreadFactory threads;

    HandlerThreads(
            WorkerSettings settings, HandlerCall handlerCall, Settler settler, WorkerState state) {
        this.handlerCall = handlerCall;
        this.settler = settler;
        this.state = state;
        this.key = settings.key();
        this.turns = new KeyTurns(settings.perKey());
        this.threads = Thread.ofVirtual().name(settings.name() + "-event-", 0).factory();
    }

    void start(Delivery delivery) {
        String keyed = keyOf(delivery);
        if (keyed == null) {
            threads.newThread(() -> handlerCall.run(delivery)).start();
        } else if (turns.begin(keyed, delivery)) {
            startTurn(keyed, delivery);
        }
    }

    /** Gives back what waits for its turn: the worker stops. */
    void giveBackWaiting() {
        for (Delivery delivery : turns.takeWaiting()) {
            if (delivery.claim()) {
                delivery.permits().unused(1);
                settler.giveBack(delivery);
            }
            state.givePlaces(1);
        }
    }

    private void startTurn(String keyed, Delivery delivery) {
        threads.newThread(() -> runTurn(keyed, delivery)).start();
    }

    private void runTurn(String keyed, Delivery delivery) {
        try {
            handlerCall.run(delivery);
        } finally {
            Delivery next = turns.end(keyed);
            if (next != null) {
                startTurn(keyed, next);
            }
        }
    }

    /** An event whose key cannot be read goes to the handler, which will fail on it in its way. */
    private @Nullable String keyOf(Delivery delivery) {
        if (key == null) {
            return null;
        }
        try {
            return key.of(delivery.event());
        } catch (RuntimeException e) {
            LOG.warn("{} has no key that can be read", EventText.of(delivery.event()), e);
            return null;
        }
    }
}

package io.gridgate.handlers.client;

import java.time.Duration;
import java.util.List;

/**
 * Pulls events from one event subscription of a namespace topic and settles them by lock token.
 *
 * <p>A received event is locked for the lock duration of its subscription (60 s by default); one
 * that is not settled by then is delivered again. Settling calls answer per token and fail as a
 * whole only when the request fails.
 *
 * <p>Safe for use by many threads; calls block and are made for virtual threads. Every failure is
 * an {@link EventGridException}.
 */
public interface EventGridReceiver extends AutoCloseable {

    /**
     * Receives what is available, up to a number of events, and waits for the first if there is
     * none.
     *
     * <p>Not retried after a timeout or a broken connection: the namespace may have locked events
     * for an answer that nobody read, and asking again at once would lock more. Such events come
     * again when their lock runs out. A request that surely locked nothing (no connection, 429,
     * 503) is retried.
     *
     * @param maxEvents how many at most; Event Grid takes 1 to 100
     * @param maxWaitTime how long to wait for the first event, rounded up to whole seconds; Event
     *     Grid takes 10 s to 120 s, a Gridgate namespace with relaxed limits anything from 0 s
     * @return the events, none when the wait is over; there may be fewer than there are to have
     */
    ReceiveResult receive(int maxEvents, Duration maxWaitTime);

    /**
     * Tells that deliveries are done; their events do not come again.
     *
     * @param lockTokens of the deliveries
     * @return what became of each token
     */
    SettlementResult acknowledge(List<String> lockTokens);

    /**
     * Gives deliveries back at once, to be delivered again.
     *
     * @param lockTokens of the deliveries
     * @return what became of each token
     */
    default SettlementResult release(List<String> lockTokens) {
        return release(lockTokens, ReleaseDelay.NO_DELAY);
    }

    /**
     * Gives deliveries back, to be delivered again after a delay.
     *
     * @param lockTokens of the deliveries
     * @param delay how long they are kept back
     * @return what became of each token
     */
    SettlementResult release(List<String> lockTokens, ReleaseDelay delay);

    /**
     * Tells that the events can never be handled; they become dead letters, or are dropped where
     * the subscription keeps none.
     *
     * @param lockTokens of the deliveries
     * @return what became of each token
     */
    SettlementResult reject(List<String> lockTokens);

    /**
     * Starts the lock of deliveries anew, for the subscription's lock duration. Event Grid allows
     * this within one hour of the receive.
     *
     * @param lockTokens of the deliveries
     * @return what became of each token
     */
    SettlementResult renewLocks(List<String> lockTokens);

    /** Releases connections. Calls under way fail. */
    @Override
    void close();
}

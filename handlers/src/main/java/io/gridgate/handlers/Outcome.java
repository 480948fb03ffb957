package io.gridgate.handlers;

import io.gridgate.handlers.client.ReleaseDelay;

/** What a handler wants done with an event. */
public sealed interface Outcome {

    /** The event is done and does not come again. */
    record Acknowledge() implements Outcome {}

    /**
     * The event shall be delivered again.
     *
     * @param delay not before this time has passed
     */
    record Release(ReleaseDelay delay) implements Outcome {}

    /**
     * The event can never be handled; it becomes a dead letter.
     *
     * @param reason why; for logs and listeners, Event Grid does not keep it
     */
    record Reject(String reason) implements Outcome {}

    /** {@return the outcome of an event that is done} */
    static Outcome acknowledge() {
        return new Acknowledge();
    }

    /**
     * {@return the outcome of an event that shall come again}
     *
     * @param delay not before this time has passed
     */
    static Outcome release(ReleaseDelay delay) {
        return new Release(delay);
    }

    /**
     * {@return the outcome of an event that can never be handled}
     *
     * @param reason why
     */
    static Outcome reject(String reason) {
        return new Reject(reason);
    }
}

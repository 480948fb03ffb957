package io.gridgate.log;

import java.time.Duration;

/** What a caller wants done with its deliveries. */
public sealed interface Settlement {

    /** The event is done for this subscription. */
    record Acknowledge() implements Settlement {}

    /**
     * The event shall be delivered again.
     *
     * @param delay not before this time has passed; zero or more
     */
    record Release(Duration delay) implements Settlement {
        /** Refuses a negative delay. */
        public Release {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("release delay must not be negative");
            }
        }
    }

    /**
     * The delivery did not reach anybody; the event is available again at once, and the delivery
     * does not count.
     */
    record GiveBack() implements Settlement {}

    /**
     * The event can never be handled; it becomes a dead letter.
     *
     * @param reason why, for whoever reads the dead letters
     */
    record Reject(String reason) implements Settlement {}

    /**
     * The lease shall last longer.
     *
     * @param lock counted from now
     */
    record Renew(Duration lock) implements Settlement {}
}

package io.gridgate.accept;

import io.gridgate.event.Problem;

import java.time.Duration;
import java.util.List;

/** The answer to one request of a partner. Only {@link Processed} may have stored anything. */
public sealed interface Acceptance {

    /** The caller is not who may send here, or there is no such source: one answer for both. */
    record Unauthenticated() implements Acceptance {}

    /** Nobody can tell who the caller is right now, because a token's issuer cannot be reached. */
    record Undecided() implements Acceptance {}

    /** The source does not read messages of this media type. */
    record UnsupportedMediaType() implements Acceptance {}

    /**
     * The message as a whole cannot be read.
     *
     * @param problem what is wrong
     */
    record Malformed(Problem problem) implements Acceptance {}

    /**
     * The message has no event; it asks whether somebody is there.
     *
     * @param answer what its sender waits for
     */
    record Greeted(Handshake answer) implements Acceptance {}

    /**
     * The partner takes more than its quota.
     *
     * @param limits its bounds
     * @param retryAfter when there is room again
     */
    record OverQuota(PartnerQuota.Limits limits, Duration retryAfter) implements Acceptance {}

    /**
     * More events than the source takes in one request.
     *
     * @param events how many there were
     * @param max how many there may be
     */
    record TooManyEvents(int events, int max) implements Acceptance {}

    /**
     * Every event has its receipt.
     *
     * @param receipts one per event, in the order they came
     */
    record Processed(List<Receipt> receipts) implements Acceptance {
        /** Copies the list. */
        public Processed {
            receipts = List.copyOf(receipts);
        }
    }
}

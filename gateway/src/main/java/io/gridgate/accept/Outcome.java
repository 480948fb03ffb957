package io.gridgate.accept;

import io.gridgate.contract.ContractId;
import io.gridgate.contract.Violation;

import java.time.Instant;
import java.util.List;

/** What became of one event of a request. */
public sealed interface Outcome {

    /**
     * New, and on disk.
     *
     * @param sequence its place among the events of the source
     * @param acceptedAt when it was stored
     */
    record Accepted(long sequence, Instant acceptedAt) implements Outcome {}

    /**
     * New, and on disk, but it violates its contract: it waits until a person has decided about it.
     *
     * @param sequence its place among the events of the source that came into quarantine
     * @param acceptedAt when it was stored
     * @param contract the contract that it violates
     * @param violations where
     */
    record Quarantined(
            long sequence, Instant acceptedAt, ContractId contract, List<Violation> violations)
            implements Outcome {

        /** Copies the list. */
        public Quarantined {
            violations = List.copyOf(violations);
        }
    }

    /**
     * A repeat of an event that was accepted before; a success.
     *
     * @param sequence the place of the first acceptance
     * @param acceptedAt when it was first accepted
     */
    record Duplicate(long sequence, Instant acceptedAt) implements Outcome {}

    /**
     * The source and id of an event that was accepted before, with other content; not stored.
     *
     * @param sequence the place of the first acceptance
     * @param acceptedAt when it was first accepted
     * @param storedHash SHA-256 of the accepted content, hexadecimal
     * @param offeredHash SHA-256 of the content that came now, hexadecimal
     */
    record Conflict(long sequence, Instant acceptedAt, String storedHash, String offeredHash)
            implements Outcome {}

    /**
     * An event that this source has no permission to publish; not stored.
     *
     * @param attribute the attribute that is outside what the source may publish
     * @param reason what is wrong with it
     */
    record Forbidden(String attribute, String reason) implements Outcome {}

    /**
     * Not an event that can be accepted; not stored, and a repeat will fare no better.
     *
     * @param attribute the attribute that is wrong, empty where it is the event as a whole
     * @param reason what is wrong with it
     * @param violations where the data violates its contract, if that is the reason
     */
    record Rejected(String attribute, String reason, List<Violation> violations)
            implements Outcome {

        /** Copies the list. */
        public Rejected {
            violations = List.copyOf(violations);
        }

        /**
         * Makes the outcome of an event that was not even checked against a contract.
         *
         * @param attribute the attribute that is wrong, or empty
         * @param reason what is wrong with it
         */
        public Rejected(String attribute, String reason) {
            this(attribute, reason, List.of());
        }
    }
}

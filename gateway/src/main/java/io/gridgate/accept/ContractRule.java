package io.gridgate.accept;

import io.gridgate.contract.Contracts;

import java.util.function.Supplier;

/**
 * What a source does about the contracts of its events.
 *
 * @param contracts gives the contracts that are in force
 * @param onViolation what becomes of an event that violates its contract
 * @param onUnknownType what becomes of an event for whose type there is no contract
 */
public record ContractRule(
        Supplier<Contracts> contracts, OnViolation onViolation, OnUnknownType onUnknownType) {

    /** What becomes of an event that violates its contract. */
    public enum OnViolation {
        /** It is not stored; its receipt says what is wrong. */
        REJECT,
        /** It is stored, but waits until a person has repaired, released or dropped it. */
        QUARANTINE,
        /** It is accepted like any other, and the {@link AcceptListener} hears of it. */
        REPORT
    }

    /** What becomes of an event for whose type there is no contract. */
    public enum OnUnknownType {
        /** It is accepted unchecked. */
        ACCEPT,
        /** It is not stored. */
        REJECT
    }
}

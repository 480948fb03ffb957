package io.gridgate.app.settings;

import io.gridgate.accept.ContractRule.OnUnknownType;
import io.gridgate.accept.ContractRule.OnViolation;

/**
 * How the events of a source are checked against their contracts.
 *
 * @param policy what becomes of an event that violates its contract
 * @param unknownType what becomes of an event for whose type there is no contract
 */
public record ContractSettings(OnViolation policy, OnUnknownType unknownType) {

    static final Key<OnViolation> POLICY =
            Key.of(
                    "policy",
                    Kinds.choice(OnViolation.class),
                    OnViolation.REJECT,
                    "What becomes of an event that violates its contract: it is rejected; or"
                            + " stored and kept in quarantine until somebody repairs, releases or"
                            + " drops it; or accepted and reported in the log.");
    static final Key<OnUnknownType> UNKNOWN_TYPE =
            Key.of(
                    "unknown-type",
                    Kinds.choice(OnUnknownType.class),
                    OnUnknownType.ACCEPT,
                    "What becomes of an event for whose type there is no contract.");

    static final Section SECTION =
            Section.of(
                    "Checks the data of every event against the contract of its type. Without this"
                            + " section nothing is checked.",
                    POLICY,
                    UNKNOWN_TYPE);

    static ContractSettings from(Node node) {
        return new ContractSettings(node.get(POLICY), node.get(UNKNOWN_TYPE));
    }
}

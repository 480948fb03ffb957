package io.gridgate.contract;

import java.util.List;

/** What the check of one event against its contract said. */
public sealed interface ContractResult {

    /**
     * The data keeps the contract.
     *
     * @param contract the contract it was checked against
     */
    record Conforms(ContractId contract) implements ContractResult {}

    /**
     * The data does not keep the contract.
     *
     * @param contract the contract it was checked against
     * @param violations where and why, 1 to {@link Violation#MAX}
     * @param more whether there are more than those
     */
    record Violates(ContractId contract, List<Violation> violations, boolean more)
            implements ContractResult {
        /** Copies the list. */
        public Violates {
            violations = List.copyOf(violations);
            if (violations.isEmpty() || violations.size() > Violation.MAX) {
                throw new IllegalArgumentException(violations.size() + " violations");
            }
        }
    }

    /** There is no contract for the type of the event. */
    record NoContract() implements ContractResult {}
}

package io.gridgate.contract.compatibility;

/** Which way a change of a contract is looked at. */
public enum Direction {
    /** All data that keeps the old contract keeps the new one. */
    BACKWARD(
            "senders that keep to the old contract would be refused, and readers of the new one meet"
                    + " events that were stored before"),
    /** All data that keeps the new contract keeps the old one. */
    FORWARD("readers that know the old contract would meet data that it rules out");

    private final String whoBreaks;

    Direction(String whoBreaks) {
        this.whoBreaks = whoBreaks;
    }

    /** {@return whom it hurts if it does not hold} */
    public String whoBreaks() {
        return whoBreaks;
    }
}

package io.gridgate.event;

/**
 * Leaves the reading of bytes that break a rule. Caught within this package and turned into a
 * {@link Problem}; has no stack trace because bad input is no bug and must stay cheap.
 */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    Refused(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** Returns what is wrong, to be read after the name of what was read. */
    String reason() {
        return reason;
    }
}

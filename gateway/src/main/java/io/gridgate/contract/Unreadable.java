package io.gridgate.contract;

/**
 * Data that is JSON but cannot be checked, and where. Has no stack trace: it is an answer to a
 * sender, and may come as often as senders like.
 */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String reason;

    Unreadable(String reason) {
        this("", reason);
    }

    private Unreadable(String pointer, String reason) {
        super(reason, null, false, false);
        this.pointer = pointer;
        this.reason = reason;
    }

    /** Returns the same one level up, where the value stands under a name or an index. */
    Unreadable under(String token) {
        String escaped = token.replace("~", "~0").replace("/", "~1");
        return new Unreadable("/" + escaped + pointer, reason);
    }

    Violation violation() {
        return new Violation(pointer, reason);
    }
}

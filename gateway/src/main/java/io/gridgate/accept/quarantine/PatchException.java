package io.gridgate.accept.quarantine;

/** A JSON Patch that cannot be applied. The message says which operation, and why. */
final class PatchException extends Exception {

    private static final long serialVersionUID = 1L;

    PatchException(String message) {
        super(message);
    }
}

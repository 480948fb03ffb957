package io.gridgate.app.process;

/** Something outside the program that keeps it from starting. The message says what would help. */
public final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception without a cause.
     *
     * @param message what is wrong, and what would be right
     */
    public StartException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what is wrong, and what would be right
     * @param cause what the layer below said
     */
    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}

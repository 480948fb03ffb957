package io.gridgate.log;

/** Something the log could not do. The message says what and, where there is a remedy, which. */
public class LogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception without a cause.
     *
     * @param message what went wrong
     */
    public LogException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what went wrong
     * @param cause what the layer below said
     */
    public LogException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The topic or event subscription does not exist. */
    public static final class NotFound extends LogException {
        private static final long serialVersionUID = 1L;

        /**
         * Makes the exception.
         *
         * @param message which one
         */
        public NotFound(String message) {
            super(message);
        }
    }

    /** The log takes no more right now (queue or disk full, or closing); the caller may retry. */
    public static final class Unavailable extends LogException {
        private static final long serialVersionUID = 1L;

        /**
         * Makes the exception.
         *
         * @param message what is full
         */
        public Unavailable(String message) {
            super(message);
        }

        /**
         * Makes the exception with a cause.
         *
         * @param message what is full
         * @param cause what the layer below said
         */
        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}

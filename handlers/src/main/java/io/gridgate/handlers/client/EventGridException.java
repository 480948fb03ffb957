package io.gridgate.handlers.client;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/**
 * A request to a namespace that failed. Subclasses stand for the cases in which callers act
 * differently; all else, such as 400, is this class itself. The message holds no secrets.
 */
public class EventGridException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable Duration retryAfter;
    private final boolean retryable;

    /**
     * Makes an exception.
     *
     * @param message what failed and what the namespace said
     * @param failure status, code and delay of the failure
     * @param cause the failure below, or null when the namespace answered
     */
    public EventGridException(String message, Failure failure, @Nullable Throwable cause) {
        super(message, cause);
        this.status = failure.status();
        this.code = failure.code();
        this.retryAfter = failure.retryAfter();
        this.retryable = failure.retryable();
    }

    /**
     * {@return the exception for a failure: the subclass by its status} A failure without an answer
     * is {@link Unavailable} where it may pass.
     *
     * @param message what failed and what the namespace said
     * @param failure status, code and delay of the failure
     * @param cause the failure below, or null
     */
    public static EventGridException of(
            String message, Failure failure, @Nullable Throwable cause) {
        return switch (failure.status()) {
            case 0 ->
                    failure.retryable()
                            ? new Unavailable(message, failure, cause)
                            : new EventGridException(message, failure, cause);
            case 401, 403 -> new Unauthorized(message, failure, cause);
            case 404 -> new NotFound(message, failure, cause);
            case 413 -> new TooLarge(message, failure, cause);
            case 429 -> new Throttled(message, failure, cause);
            default ->
                    failure.status() >= 500
                            ? new Unavailable(message, failure, cause)
                            : new EventGridException(message, failure, cause);
        };
    }

    /** {@return the HTTP status, or 0 when there was no answer} */
    public int status() {
        return status;
    }

    /**
     * {@return the namespace's error code ({@code broker-errorcode}); {@code Timeout}, {@code
     * Network}, {@code Credential}, {@code Interrupted}, {@code BadAnswer} or {@code
     * AnswerTooLarge} when the client found the error; empty when there is none}
     */
    public String code() {
        return code;
    }

    /** {@return how long the namespace asks to wait before the next request} */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * {@return whether the same call may succeed later with nobody changing anything: no answer,
     * 408, 429 and 5xx except 501 and 505}
     */
    public boolean retryable() {
        return retryable;
    }

    /**
     * What is known of a failure.
     *
     * @param status the HTTP status, or 0 when there was no answer
     * @param code the error code, may be empty
     * @param retryAfter how long to wait, or null when nothing was said
     * @param retryable whether the same call may succeed later
     */
    public record Failure(
            int status, String code, @Nullable Duration retryAfter, boolean retryable) {

        /**
         * {@return the failure that an answer stands for}
         *
         * @param status the HTTP status
         * @param code the error code, may be empty
         * @param retryAfter how long to wait, or null when nothing was said
         */
        public static Failure ofAnswer(int status, String code, @Nullable Duration retryAfter) {
            return new Failure(status, code, retryAfter, RetryRule.isTransient(status));
        }
    }

    /**
     * The credential is not accepted (401), may not do this (403), or could not be had (status 0,
     * code {@code Credential}).
     */
    public static final class Unauthorized extends EventGridException {
        private static final long serialVersionUID = 1L;

        Unauthorized(String message, Failure failure, @Nullable Throwable cause) {
            super(message, failure, cause);
        }
    }

    /** The topic or the event subscription does not exist (404). */
    public static final class NotFound extends EventGridException {
        private static final long serialVersionUID = 1L;

        NotFound(String message, Failure failure, @Nullable Throwable cause) {
            super(message, failure, cause);
        }
    }

    /** The request is over a size limit (413); fewer events in one request may pass. */
    public static final class TooLarge extends EventGridException {
        private static final long serialVersionUID = 1L;

        TooLarge(String message, Failure failure, @Nullable Throwable cause) {
            super(message, failure, cause);
        }
    }

    /** The namespace takes no more for now (429). */
    public static final class Throttled extends EventGridException {
        private static final long serialVersionUID = 1L;

        Throttled(String message, Failure failure, @Nullable Throwable cause) {
            super(message, failure, cause);
        }
    }

    /** The namespace cannot be reached, broke off, or failed by itself (5xx). */
    public static final class Unavailable extends EventGridException {
        private static final long serialVersionUID = 1L;

        Unavailable(String message, Failure failure, @Nullable Throwable cause) {
            super(message, failure, cause);
        }
    }
}

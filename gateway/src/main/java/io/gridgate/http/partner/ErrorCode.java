package io.gridgate.http.partner;

import io.gridgate.http.HttpFailure;

import java.util.Arrays;
import java.util.Locale;

/**
 * The error catalogue of the partner API. Every refused request is answered with one of these, and
 * {@code docs/errors.md} is made from them.
 */
public enum ErrorCode {
    /** Any other request that HTTP itself forbids. */
    BAD_REQUEST(400, "The request is not valid HTTP", Actor.SENDER, "Correct the request."),
    /** The message as a whole cannot be read. */
    MALFORMED(400, "The request cannot be read", Actor.SENDER, "Correct the request."),
    /** No event of the request keeps the rules. */
    REJECTED(
            400,
            "The event was rejected",
            Actor.SENDER,
            "Correct what the receipt names: an attribute, or the places in `data` that violate the"
                    + " contract."),
    /** Wrong or missing key or signature, or no such partner or source. */
    UNAUTHENTICATED(
            401,
            "The request is not authenticated",
            Actor.SENDER,
            "Check partner and source in the path, and the key or signing secret. The answer does"
                    + " not tell which of them is wrong."),
    /** No event of the request is one that its source may publish. */
    FORBIDDEN(
            403,
            "The source may not publish this event",
            Actor.SENDER,
            "The receipt names the attribute. Send what was agreed, or ask the operator for `types`"
                    + " or `event-sources`."),
    /** Nothing at this path, or no such event. */
    NOT_FOUND(
            404,
            "There is no such thing",
            Actor.SENDER,
            "Check the path. The status of an event is known for as long as repeats are"
                    + " recognised."),
    /** The path exists, the method does not. */
    METHOD_NOT_ALLOWED(
            405,
            "The method is not allowed here",
            Actor.SENDER,
            "Use a method that the Allow header names."),
    /** The body came too slowly. */
    BODY_TIMEOUT(
            408, "The request body did not arrive in time", Actor.SENDER, "Send it again, faster."),
    /** A known source and id with other content. */
    CONFLICT(
            409,
            "Another event with this source and id was accepted before",
            Actor.SENDER,
            "Give the event an id of its own. Both content hashes are in the receipt."),
    /** The body is over the limit of the source. */
    BODY_TOO_LARGE(
            413,
            "The request body is too large",
            Actor.SENDER,
            "Send fewer or smaller events, or ask the operator for `body-bytes-max`; for a body"
                    + " with a Content-Encoding, perhaps for `expansion-max`."),
    /** More events than the source takes in one request. */
    TOO_MANY_EVENTS(
            413,
            "The batch has too many events",
            Actor.SENDER,
            "Send fewer events in one request, or ask the operator for `batch-events-max`."),
    /** The source does not read this media type or content encoding. */
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "The media type is not supported",
            Actor.SENDER,
            "Send the Content-Type of the source's scheme, and no Content-Encoding but gzip or br."),
    /** The partner takes more than its quota. */
    TOO_MANY_REQUESTS(
            429,
            "The partner sends more than it may",
            Actor.SENDER,
            "Send the same request again after the time in Retry-After, and more slowly; or ask the"
                    + " operator for larger `limits`."),
    /** The gateway takes no more right now. */
    UNAVAILABLE(
            503,
            "The gateway takes no more right now",
            Actor.NOBODY,
            "Send the same request again after the time in Retry-After; repeats are recognised."),
    /** A bug. */
    INTERNAL(
            500,
            "The gateway failed",
            Actor.OPERATOR,
            "This is a bug. The log has the cause under the tracking id of the answer.");

    /** Who has to do something. */
    public enum Actor {
        /** Who sent the request. */
        SENDER,
        /** Who runs the gateway. */
        OPERATOR,
        /** It passes by itself. */
        NOBODY
    }

    private final int status;
    private final String title;
    private final Actor actor;
    private final String remedy;

    ErrorCode(int status, String title, Actor actor, String remedy) {
        this.status = status;
        this.title = title;
        this.actor = actor;
        this.remedy = remedy;
    }

    /** {@return the name of the code in answers and docs} */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the HTTP status} */
    public int status() {
        return status;
    }

    /** {@return what happened, the same in every answer} */
    public String title() {
        return title;
    }

    /** {@return who has to do something} */
    public Actor actor() {
        return actor;
    }

    /** {@return what to do} */
    public String remedy() {
        return remedy;
    }

    HttpFailure failure(String detail) {
        return new HttpFailure(status, code(), detail);
    }

    /** Returns the entry for a failure: by its code, else the first one with its status. */
    static ErrorCode of(HttpFailure failure) {
        return Arrays.stream(values())
                .filter(it -> it.code().equals(failure.code()))
                .findFirst()
                .or(() ->
                        Arrays.stream(values())
                                .filter(it -> it.status == failure.status())
                                .findFirst())
                .orElse(failure.status() < 500 ? BAD_REQUEST : INTERNAL);
    }
}

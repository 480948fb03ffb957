package io.gridgate.accept.push;

/**
 * What became of a request that Event Grid posted. Only {@link Taken} stands for events that are
 * safe.
 */
public sealed interface PushAnswer {

    /**
     * A subscription is confirmed by this answer.
     *
     * @param code what Event Grid wants to hear
     */
    record Validated(String code) implements PushAnswer {}

    /** A subscription is confirmed by a call that follows. */
    record ValidatedLater() implements PushAnswer {}

    /**
     * A subscription is not confirmed.
     *
     * @param reason what is not expected
     */
    record NotValidated(String reason) implements PushAnswer {}

    /** Every event is on disk, now or since an earlier delivery, or a private target took them. */
    record Taken() implements PushAnswer {}

    /** A subscription was deleted; there is nothing to keep. */
    record SubscriptionDeleted() implements PushAnswer {}

    /**
     * The subscription is not one of those that push here.
     *
     * @param reason which one it is
     */
    record Misdirected(String reason) implements PushAnswer {}

    /**
     * The route does not take this schema.
     *
     * @param reason what it takes
     */
    record UnsupportedSchema(String reason) implements PushAnswer {}

    /**
     * An event or the whole body cannot be read. The others of the request are on disk.
     *
     * @param reason what is wrong
     */
    record Unreadable(String reason) implements PushAnswer {}

    /**
     * An event has the source and id of another one that was taken before, with other data. The
     * others of the request are on disk.
     *
     * @param reason which event
     */
    record Conflicting(String reason) implements PushAnswer {}

    /**
     * A private target will never take the delivery.
     *
     * @param reason what it said
     */
    record Rejected(String reason) implements PushAnswer {}

    /**
     * A private target has not taken the delivery; Event Grid may deliver it again.
     *
     * @param reason what happened
     */
    record Postponed(String reason) implements PushAnswer {}

    /** Too many confirmations are under way; Event Grid may ask again. */
    record Busy() implements PushAnswer {}
}

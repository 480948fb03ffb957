package io.gridgate.accept.push;

/**
 * Hears what comes to the push routes. Called on the request's thread by many threads at once: must
 * be quick and must not throw.
 */
public interface PushListener {

    /** What can happen at a route. */
    enum Occurrence {
        /** A handshake was answered, or will be by a call. */
        VALIDATED,
        /** A handshake of somebody unexpected. */
        VALIDATION_REFUSED,
        /** A request without the secret or token that is asked for, or to no route at all. */
        UNAUTHENTICATED,
        /** A delivery of a subscription that is not expected here, or of another schema. */
        MISDIRECTED,
        /** An event was stored. */
        STORED,
        /** An event came again. */
        DUPLICATE,
        /** An event with a known source and id and other data. */
        CONFLICT,
        /** An event that cannot be read. */
        UNREADABLE,
        /** A private target took a delivery. */
        RELAYED,
        /** A private target answered that it will never take a delivery. */
        REJECTED,
        /** A private target did not take a delivery, which comes again. */
        POSTPONED,
        /** Azure deleted a subscription. */
        SUBSCRIPTION_DELETED
    }

    /**
     * Something happened.
     *
     * @param route the name of the route as the caller wrote it
     * @param occurrence what happened
     * @param count how often
     * @param detail more about it, for people; holds no secret, but text of the sender; may be
     *     empty
     */
    void happened(String route, Occurrence occurrence, int count, String detail);
}

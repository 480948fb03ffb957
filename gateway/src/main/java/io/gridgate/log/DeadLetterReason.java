package io.gridgate.log;

/** Why an event became a dead letter. */
public enum DeadLetterReason {
    /** Its last allowed delivery was not acknowledged. */
    MAX_DELIVERY_COUNT_EXCEEDED,
    /** It was not acknowledged within the subscription's time to live. */
    TIME_TO_LIVE_EXCEEDED,
    /** The topic's retention ended before it was acknowledged. */
    RETENTION_EXCEEDED,
    /** The receiver rejected it. */
    REJECTED
}

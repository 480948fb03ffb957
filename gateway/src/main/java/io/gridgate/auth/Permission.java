package io.gridgate.auth;

/** What a caller may do with the events of a namespace. */
public enum Permission {
    /** Publish events. */
    SEND,
    /** Receive and settle events. */
    RECEIVE
}

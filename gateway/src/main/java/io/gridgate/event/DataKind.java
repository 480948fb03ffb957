package io.gridgate.event;

/** What an event carries as its data. */
public enum DataKind {
    /** No data; an explicit {@code "data":null} is {@link #JSON}. */
    NONE,
    /** The member {@code data}: any JSON value. */
    JSON,
    /** The member {@code data_base64}: bytes as a base64 string. */
    BASE64
}

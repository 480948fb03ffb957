package io.gridgate.handlers.claimcheck;

/** What a store has at an address. */
public sealed interface StoredData {

    /**
     * The data.
     *
     * @param data the bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    record Found(byte[] data) implements StoredData {}

    /** Nothing is there: not yet, or no more. */
    record Missing() implements StoredData {}

    /** There is more than may be read. */
    record TooLarge() implements StoredData {}
}

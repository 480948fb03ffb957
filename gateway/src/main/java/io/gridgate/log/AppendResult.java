package io.gridgate.log;

import java.time.Instant;

/** What became of one appended event. Every case is durable when the caller sees it. */
public sealed interface AppendResult {

    /**
     * {@return the place of the event in its topic; of the first acceptance where it is a repeat}
     */
    long sequence();

    /** {@return when the event was first accepted} */
    Instant acceptedAt();

    /**
     * The event is new and stored.
     *
     * @param sequence its place in the topic, rising, never used twice
     * @param acceptedAt when it was stored
     */
    record Appended(long sequence, Instant acceptedAt) implements AppendResult {}

    /**
     * The same event with the same content was accepted before; nothing was stored.
     *
     * @param sequence the place of the first acceptance
     * @param acceptedAt when it was first accepted
     */
    record Duplicate(long sequence, Instant acceptedAt) implements AppendResult {}

    /**
     * An event with the same source and id but other content was accepted before; nothing was
     * stored.
     *
     * @param sequence the place of the first acceptance
     * @param acceptedAt when it was first accepted
     * @param storedHash SHA-256 of the accepted content in lower-case hexadecimal
     * @param offeredHash SHA-256 of the content that was offered now
     */
    record Conflict(long sequence, Instant acceptedAt, String storedHash, String offeredHash)
            implements AppendResult {}
}

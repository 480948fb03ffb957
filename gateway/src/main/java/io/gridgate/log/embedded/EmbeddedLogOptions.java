package io.gridgate.log.embedded;

import java.time.Duration;

/**
 * The limits of an embedded log.
 *
 * @param queuedCallsMax how many calls may wait for the committer; more are refused as unavailable
 * @param queuedBytesMax how many bytes of events may wait for the committer
 * @param segmentBytes how long a file of the log becomes, 64 KiB to 1 GiB
 * @param deadLetterRetention how long dead letters are kept; at least the longest dedup window, 30
 *     days, so that the status of an event stays true
 */
public record EmbeddedLogOptions(
        int queuedCallsMax, long queuedBytesMax, int segmentBytes, Duration deadLetterRetention) {

    // before DEFAULT, whose constructor needs it
    private static final Duration DEAD_LETTER_RETENTION_MIN = Duration.ofDays(30);

    /** The defaults, made for a heap of 256 MiB. */
    public static final EmbeddedLogOptions DEFAULT =
            new EmbeddedLogOptions(10_000, 32L << 20, 64 << 20, Duration.ofDays(90));

    /** Checks the bounds. */
    public EmbeddedLogOptions {
        if (queuedCallsMax < 1 || queuedBytesMax < 1 << 20) {
            throw new IllegalArgumentException("the queue must hold a call and 1 MiB at least");
        }
        if (segmentBytes < 64 << 10 || segmentBytes > 1 << 30) {
            throw new IllegalArgumentException("a segment must have 64 KiB to 1 GiB");
        }
        if (deadLetterRetention.compareTo(DEAD_LETTER_RETENTION_MIN) < 0) {
            throw new IllegalArgumentException("dead letters must be kept for 30 days at least");
        }
    }
}

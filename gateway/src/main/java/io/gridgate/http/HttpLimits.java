package io.gridgate.http;

import java.time.Duration;

/**
 * What a listener accepts before any role sees the request.
 *
 * @param headerBytesMax most bytes of request line and headers; over it the answer is 431
 * @param headersMax most header fields; over it the answer is 431
 * @param idleTimeout a connection on which nothing moves for this long is closed; long polls are
 *     exempt
 * @param headPeriod a request head, or a TLS handshake, that comes in slowly is cut off after one
 *     to three times as long
 * @param bodyDeadline a body must have arrived completely within this time; else 408
 * @param connectionsMax most open connections per server; further ones wait in the accept queue
 * @param stopTimeout how long running requests may still take when the server stops
 */
public record HttpLimits(
        int headerBytesMax,
        int headersMax,
        Duration idleTimeout,
        Duration headPeriod,
        Duration bodyDeadline,
        int connectionsMax,
        Duration stopTimeout) {

    /** The limits unless something else is asked for. */
    public static final HttpLimits DEFAULT =
            new HttpLimits(
                    32 * 1024,
                    128,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    10_000,
                    Duration.ofSeconds(10));
}

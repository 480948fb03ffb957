package io.gridgate.http.partner;

import io.gridgate.accept.PartnerQuota;
import io.gridgate.http.HttpFailure;

import java.time.Duration;

/**
 * The answer to a partner who sends more than it may: 429, with {@code Retry-After} in whole
 * seconds, and {@code RateLimit-Policy} and {@code RateLimit} by
 * draft-ietf-httpapi-ratelimit-headers-10.
 */
final class QuotaAnswer {

    private QuotaAnswer() {}

    static HttpFailure of(PartnerQuota.Limits limits, Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        return ErrorCode.TOO_MANY_REQUESTS
                .failure(
                        "At most %d requests a second for long, %d at once after a pause, and %d"
                                        .formatted(
                                                limits.requestsPerSecond(),
                                                limits.burst(),
                                                limits.requestsInFlight())
                                + " at the same time.")
                .with("Retry-After", Long.toString(seconds))
                .with("RateLimit-Policy", "\"partner\";q=" + limits.requestsPerSecond() + ";w=1")
                .with("RateLimit", "\"partner\";r=0;t=" + seconds);
    }
}

package io.gridgate.deliver.push;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What answers mean, as in Event Grid's namespaces: 200 to 204 take the events, some statuses end
 * them, and everything else, redirects and silence included, makes them come again.
 *
 * <p>Source: "Namespace topics push delivery retry", Microsoft Learn. The page has 404 both among
 * what is not retried and among what is retried later; here it ends an event, as in its first list.
 * That silence ends an event, as the page seems to say, is not followed: nothing would be delivered
 * across a restart of the webhook.
 *
 * @param clock the time, for waits until a date
 */
record PushRules(InstantSource clock) {

    private static final Duration LEAST = Duration.ZERO;
    private static final Duration AFTER_408 = Duration.ofMinutes(2);
    private static final Duration AFTER_503 = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER_MAX = Duration.ofHours(1);

    PushOutcome outcome(WebhookAnswer answer) {
        return switch (answer) {
            case WebhookAnswer.Unanswered(String reason) ->
                    new PushOutcome.Again(LEAST, Optional.empty(), reason);
            case WebhookAnswer.Answered answered -> outcome(answered);
        };
    }

    private PushOutcome outcome(WebhookAnswer.Answered answer) {
        String reason = "the webhook answered " + answer.status();
        return switch (answer.status()) {
            case 200, 201, 202, 203, 204 -> new PushOutcome.Delivered();
            case 400, 413, 414 -> new PushOutcome.Refused(reason, false);
            case 401, 403, 404 -> new PushOutcome.Refused(reason, true);
            case 408 -> again(AFTER_408, Optional.empty(), reason);
            case 429 -> again(LEAST, retryAfter(answer), reason);
            case 503 -> again(AFTER_503, retryAfter(answer), reason);
            default -> again(LEAST, Optional.empty(), reason);
        };
    }

    private static PushOutcome again(Duration least, Optional<Duration> asked, String reason) {
        Duration wait = asked.filter(it -> it.compareTo(least) > 0).orElse(least);
        return new PushOutcome.Again(wait, asked, reason);
    }

    /** Seconds or a date, RFC 9110 §10.2.3; an hour at the most. */
    private Optional<Duration> retryAfter(WebhookAnswer.Answered answer) {
        return answer.header("retry-after")
                .flatMap(this::parse)
                .filter(Duration::isPositive)
                .map(wait -> wait.compareTo(RETRY_AFTER_MAX) < 0 ? wait : RETRY_AFTER_MAX);
    }

    private Optional<Duration> parse(String value) {
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant then =
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Optional.of(Duration.between(clock.instant(), then));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

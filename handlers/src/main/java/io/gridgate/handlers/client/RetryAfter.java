package io.gridgate.handlers.client;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** How long an answer asks to wait: milliseconds in Azure's headers, or RFC 9110 §10.2.3. */
final class RetryAfter {

    private static final HttpHeaderName RETRY_AFTER_MS =
            HttpHeaderName.fromString("retry-after-ms");
    private static final HttpHeaderName X_MS_RETRY_AFTER_MS =
            HttpHeaderName.fromString("x-ms-retry-after-ms");

    private RetryAfter() {}

    static @Nullable Duration of(HttpHeaders headers) {
        Long millis = number(headers.getValue(X_MS_RETRY_AFTER_MS));
        if (millis == null) {
            millis = number(headers.getValue(RETRY_AFTER_MS));
        }
        if (millis != null) {
            return Duration.ofMillis(millis);
        }
        String value = headers.getValue(HttpHeaderName.RETRY_AFTER);
        Long seconds = number(value);
        return seconds != null ? Duration.ofSeconds(seconds) : value == null ? null : until(value);
    }

    private static @Nullable Long number(@Nullable String value) {
        return value != null && value.matches("\\d{1,12}") ? Long.valueOf(value) : null;
    }

    private static @Nullable Duration until(String date) {
        try {
            Instant then =
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration wait = Duration.between(Instant.now(), then);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }
}

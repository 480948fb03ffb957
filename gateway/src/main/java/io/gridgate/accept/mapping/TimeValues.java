package io.gridgate.accept.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the times that senders write: RFC 3339, seconds or milliseconds since 1970, RFC 1123, and
 * {@code 2026-11-21 08:00:00 UTC} or {@code … +0100}.
 */
final class TimeValues {

    private static final Pattern MILLIS = Pattern.compile("[0-9]{12,14}");
    private static final Pattern SPACED =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d (UTC|[+-]\\d{4})");
    private static final DateTimeFormatter SPACED_FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z", Locale.ROOT);

    private TimeValues() {}

    /** Returns the time as RFC 3339, empty where the text is none. */
    static Optional<String> read(String text) {
        Optional<String> common = AttributeValues.time(text);
        if (common.isPresent()) {
            return common;
        }
        try {
            if (MILLIS.matcher(text).matches()) {
                return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)).toString());
            }
            if (SPACED.matcher(text).matches()) {
                String zoned = text.replace("UTC", "+0000");
                return Optional.of(utc(OffsetDateTime.parse(zoned, SPACED_FORMAT)));
            }
            return Optional.of(
                    utc(OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String utc(OffsetDateTime time) {
        return time.toInstant().toString();
    }
}

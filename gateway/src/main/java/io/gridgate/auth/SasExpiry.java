package io.gridgate.auth;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the expiry times that Microsoft's libraries write into shared access signatures, all of
 * them UTC: {@code 6/15/2017 6:20:15 PM} (.NET), the same with unpadded minutes and seconds (Java),
 * and ISO 8601 with {@code T} or a space and with or without a zone (Python, JavaScript).
 */
final class SasExpiry {

    // The space before AM and PM is U+202F where a JDK formats by CLDR.
    private static final Pattern US =
            Pattern.compile(
                    "(\\d{1,2})/(\\d{1,2})/(\\d{4})[ \\u202f](\\d{1,2}):(\\d{1,2}):(\\d{1,2})"
                            + "(?:[ \\u202f](am|pm|a\\.m\\.|p\\.m\\.))?",
                    Pattern.CASE_INSENSITIVE);

    private static final int LENGTH_MAX = 64;

    private SasExpiry() {}

    static Optional<Instant> parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            Matcher us = US.matcher(text);
            return Optional.of(us.matches() ? american(us) : iso(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant american(Matcher m) {
        int hour = Integer.parseInt(m.group(4));
        String half = m.group(7);
        if (half != null) {
            if (hour < 1 || hour > 12) {
                throw new DateTimeException("hour of a 12-hour clock: " + hour);
            }
            boolean afternoon = half.toLowerCase(Locale.ROOT).startsWith("p");
            hour = hour % 12 + (afternoon ? 12 : 0);
        }
        return LocalDateTime.of(
                        Integer.parseInt(m.group(3)),
                        Integer.parseInt(m.group(1)),
                        Integer.parseInt(m.group(2)),
                        hour,
                        Integer.parseInt(m.group(5)),
                        Integer.parseInt(m.group(6)))
                .toInstant(ZoneOffset.UTC);
    }

    private static Instant iso(String text) {
        String iso = text.length() > 10 && text.charAt(10) == ' ' ? withT(text) : text;
        boolean zoned = iso.endsWith("Z") || iso.indexOf('+') > 0 || iso.lastIndexOf('-') > 10;
        return zoned
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }

    private static String withT(String text) {
        return text.substring(0, 10) + "T" + text.substring(11);
    }
}

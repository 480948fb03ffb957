package io.gridgate.event;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/**
 * Reads the timestamps that senders write and writes RFC 3339.
 *
 * <p>Beyond RFC 3339, seconds may be missing, because azure-core leaves them out when they are zero
 * ({@code 2026-01-01T00:00Z}). Short of RFC 3339, a leap second, more than nine digits of fraction
 * and offsets beyond 18 hours are refused, because neither java.time nor .NET can hold them.
 */
final class Timestamps {

    /** Who wrote the timestamp, and so what else is tolerated. */
    enum Writer {
        /** An event in JSON: nothing else. */
        JSON,
        /** A {@code ce-time} header: a space may stand for the T, as Azure's senders have it. */
        HEADER,
        /**
         * An event in the Event Grid schema: also {@code +0000}, which the shell examples of Event
         * Grid's documentation produce, and no offset at all, which means UTC.
         */
        EVENT_GRID
    }

    private static final int SECONDS_AT = 16;
    private static final int FRACTION_DIGITS_MAX = 9;
    private static final DateTimeFormatter UTC =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, FRACTION_DIGITS_MAX, true)
                    .appendLiteral('Z')
                    .toFormatter();

    private Timestamps() {}

    static boolean isValid(String text) {
        return rfc3339(text, Writer.JSON) != null;
    }

    /**
     * Returns the timestamp in RFC 3339, the same string where it is already; null if it is none.
     */
    static @Nullable String rfc3339(String text, Writer writer) {
        if (text.length() < SECONDS_AT || !isDate(text) || !isClock(text)) {
            return null;
        }
        char separator = text.charAt(10);
        if (separator != 'T' && separator != 't' && (separator != ' ' || writer == Writer.JSON)) {
            return null;
        }
        int zone = zoneStart(text);
        if (zone == text.length() - 1 && text.charAt(zone) == 'Z' && isCanonical(separator, zone)) {
            return text;
        }
        String offset = zone < 0 ? null : offset(text.substring(zone), writer);
        if (offset == null) {
            return null;
        }
        if (isCanonical(separator, zone) && text.startsWith(offset, zone)) {
            return text;
        }
        String seconds = zone == SECONDS_AT ? ":00" : text.substring(SECONDS_AT, zone);
        return text.substring(0, 10) + 'T' + text.substring(11, SECONDS_AT) + seconds + offset;
    }

    private static boolean isCanonical(char separator, int zone) {
        return separator == 'T' && zone > SECONDS_AT;
    }

    /**
     * Returns a valid timestamp in UTC without trailing zeros in the fraction, as Event Grid hands
     * it out; unchanged where UTC would leave the years 0 to 9999.
     */
    static String utc(String text) {
        if (isUtc(text)) {
            return text;
        }
        String normal = rfc3339(text, Writer.JSON);
        if (normal == null) {
            return text;
        }
        try {
            OffsetDateTime time =
                    OffsetDateTime.parse(normal).withOffsetSameInstant(ZoneOffset.UTC);
            return time.getYear() < 0 || time.getYear() > 9999 ? text : UTC.format(time);
        } catch (DateTimeException e) {
            throw new IllegalStateException("a valid timestamp does not parse: " + normal, e);
        }
    }

    /** Tells whether a valid timestamp is in Event Grid's form already. */
    private static boolean isUtc(String text) {
        int length = text.length();
        return length >= 20
                && text.charAt(length - 1) == 'Z'
                && text.charAt(10) == 'T'
                && (length == 20 || text.charAt(length - 2) != '0');
    }

    private static boolean isDate(String text) {
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
    }

    private static boolean isClock(String text) {
        return isBelow(text, 11, 24) && text.charAt(13) == ':' && isBelow(text, 14, 60);
    }

    /** Returns where the offset starts, after seconds and fraction; -1 if those are wrong. */
    private static int zoneStart(String text) {
        if (text.length() == SECONDS_AT || text.charAt(SECONDS_AT) != ':') {
            return SECONDS_AT;
        }
        if (!isBelow(text, SECONDS_AT + 1, 60)) {
            return -1;
        }
        int at = SECONDS_AT + 3;
        if (at == text.length() || text.charAt(at) != '.') {
            return at;
        }
        int fraction = at + 1;
        at = fraction;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at == fraction || at - fraction > FRACTION_DIGITS_MAX ? -1 : at;
    }

    private static @Nullable String offset(String zone, Writer writer) {
        if (zone.equals("Z") || zone.equals("z")) {
            return "Z";
        }
        boolean loose = writer == Writer.EVENT_GRID;
        if (zone.isEmpty()) {
            return loose ? "Z" : null;
        }
        String colon =
                loose && zone.length() == 5 ? zone.substring(0, 3) + ":" + zone.substring(3) : zone;
        boolean valid =
                colon.length() == 6
                        && (colon.charAt(0) == '+' || colon.charAt(0) == '-')
                        && colon.charAt(3) == ':'
                        && isBelow(colon, 1, 19)
                        && isBelow(colon, 4, colon.startsWith("18", 1) ? 1 : 60);
        return valid ? colon : null;
    }

    private static boolean isBelow(String text, int from, int limit) {
        int number = from + 2 <= text.length() ? number(text, from, from + 2) : -1;
        return number >= 0 && number < limit;
    }

    /** Returns the number that the digits make, -1 if one of them is no digit. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }
}

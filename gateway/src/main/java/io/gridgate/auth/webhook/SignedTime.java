package io.gridgate.auth.webhook;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Reads the time in a signature: seconds since 1970, or milliseconds where there are 12 to 14
 * digits.
 */
final class SignedTime {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,14}");
    private static final int SECONDS_DIGITS_MAX = 11;

    private SignedTime() {}

    /** Returns the time, null where the text is none. */
    static @Nullable Instant parse(@Nullable String text) {
        if (text == null || !DIGITS.matcher(text).matches()) {
            return null;
        }
        long value = Long.parseLong(text);
        return text.length() <= SECONDS_DIGITS_MAX
                ? Instant.ofEpochSecond(value)
                : Instant.ofEpochMilli(value);
    }
}

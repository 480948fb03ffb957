package io.gridgate.accept.mapping;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns texts of a payload into attribute values; what cannot be one becomes empty. */
public final class AttributeValues {

    private static final Pattern EPOCH_SECONDS = Pattern.compile("[0-9]{1,11}");
    private static final Pattern RFC_3339 =
            Pattern.compile(
                    "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
                            + "(Z|[+-][0-9]{2}:[0-9]{2})");

    private AttributeValues() {}

    /**
     * {@return the text as a CloudEvents string, empty if it has control characters or half of a
     * surrogate pair}
     *
     * @param text the text
     */
    public static Optional<String> string(String text) {
        boolean clean =
                text.codePoints()
                        .allMatch(c ->
                                !Character.isISOControl(c)
                                        && Character.getType(c) != Character.SURROGATE
                                        && (c & 0xFFFE) != 0xFFFE
                                        && (c < 0xFDD0 || c > 0xFDEF));
        return clean ? Optional.of(text) : Optional.empty();
    }

    /**
     * {@return an absolute http or https URL, empty if the text is none}
     *
     * @param text the text
     */
    public static Optional<String> url(String text) {
        try {
            String scheme = new URI(text).getScheme();
            return "https".equals(scheme) || "http".equals(scheme)
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return an RFC 3339 time as it stands, or made from seconds since 1970; empty if the text is
     * neither}
     *
     * @param text the text
     */
    public static Optional<String> time(String text) {
        try {
            if (EPOCH_SECONDS.matcher(text).matches()) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)).toString());
            }
            if (RFC_3339.matcher(text).matches()) {
                OffsetDateTime.parse(text);
                return Optional.of(text);
            }
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

package io.gridgate.http.namespace;

import org.jspecify.annotations.Nullable;

/** Reads unsigned numbers out of query parameters, with the service's own words when it fails. */
final class UnsignedParameter {

    private static final String PREFIX = "Error parsing query parameters: ";

    private UnsignedParameter() {}

    static int parse(@Nullable String text, int absent) {
        if (text == null) {
            return absent;
        }
        if (text.isEmpty()) {
            throw NamespaceFailures.badRequest(PREFIX + "cannot parse integer from empty string");
        }
        long value = 0;
        for (int i = text.charAt(0) == '+' && text.length() > 1 ? 1 : 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw NamespaceFailures.badRequest(PREFIX + "invalid digit found in string");
            }
            value = value * 10 + digit;
            if (value > Integer.MAX_VALUE) {
                throw NamespaceFailures.badRequest(
                        PREFIX + "number too large to fit in target type");
            }
        }
        return (int) value;
    }
}

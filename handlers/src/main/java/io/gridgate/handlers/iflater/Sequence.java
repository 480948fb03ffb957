package io.gridgate.handlers.iflater;

import io.cloudevents.CloudEvent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Where an event stands among the others of its source.
 *
 * <p>Two integers are compared on a circle, because the sequence goes on from 2,147,483,647 to
 * -2,147,483,648: the later one is less than half the circle ahead. All else is compared byte by
 * byte in UTF-8.
 *
 * <p>Source: CloudEvents extension "Sequence", 1.0.2.
 *
 * @param integer whether {@code sequencetype} is {@code Integer}
 * @param value the {@code sequence}
 */
record Sequence(boolean integer, String value) {

    static final int CHARS_MAX = 200;
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,20}");

    /** Reads an event's sequence; what is wrong with it is in the exception, for a rejection. */
    static Sequence of(CloudEvent event) {
        Object value = event.getExtension("sequence");
        String text = value == null ? "" : value.toString();
        if (text.isEmpty() || text.length() > CHARS_MAX) {
            throw new IllegalArgumentException(
                    "its sequence has %d characters, must have 1 to %d"
                            .formatted(text.length(), CHARS_MAX));
        }
        boolean integer = "Integer".equals(String.valueOf(event.getExtension("sequencetype")));
        if (integer && !isInteger(text)) {
            throw new IllegalArgumentException(
                    "its sequencetype is Integer and its sequence no integer of 32 bits");
        }
        return new Sequence(integer, text);
    }

    private static boolean isInteger(String text) {
        if (!INTEGER.matcher(text).matches()) {
            return false;
        }
        try {
            long number = Long.parseLong(text);
            return number == (int) number;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Returns whether this is later than another of the same kind. */
    boolean isAfter(Sequence other) {
        if (integer != other.integer) {
            throw new IllegalArgumentException(
                    "its sequencetype is not that of the version before, so none is the later");
        }
        return integer
                ? Integer.parseInt(value) - Integer.parseInt(other.value) > 0
                : Arrays.compareUnsigned(bytes(value), bytes(other.value)) > 0;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

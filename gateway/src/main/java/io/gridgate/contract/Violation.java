package io.gridgate.contract;

/**
 * One place of an event's data that does not keep its contract.
 *
 * @param pointer JSON Pointer (RFC 6901) into the data; empty for the data itself. Longer than
 *     {@value #TEXT_MAX} characters it is cut and ends with an ellipsis
 * @param detail what would be right, of at most {@value #TEXT_MAX} characters
 */
public record Violation(String pointer, String detail) {

    /** Most violations that are reported of one event. */
    public static final int MAX = 10;

    /** Most characters of a pointer or a detail. */
    public static final int TEXT_MAX = 300;

    /** Cuts what is too long. */
    public Violation {
        pointer = cut(pointer);
        detail = cut(detail);
    }

    private static String cut(String text) {
        if (text.length() <= TEXT_MAX) {
            return text;
        }
        int end = TEXT_MAX - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
                + "…";
    }
}

package io.gridgate.event;

import org.jspecify.annotations.Nullable;

/**
 * Which characters a string attribute may have.
 *
 * <p>Source: CloudEvents 1.0.2 §3.1.1, String.
 */
final class AttributeText {

    private AttributeText() {}

    /** Returns what is wrong with a text, null if nothing is. */
    static @Nullable String flaw(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit >= ' ' && unit < 0x7F) {
                continue;
            }
            int character = text.codePointAt(i);
            if (Character.isISOControl(character)) {
                return "must not contain control character " + notation(character);
            }
            if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                return "must not contain lone surrogate " + notation(character);
            }
            if (isNoncharacter(character)) {
                return "must not contain noncharacter " + notation(character);
            }
            i += Character.charCount(character) - 1;
        }
        return null;
    }

    private static boolean isNoncharacter(int character) {
        return (character >= 0xFDD0 && character <= 0xFDEF) || (character & 0xFFFE) == 0xFFFE;
    }

    private static String notation(int character) {
        return "U+%04X".formatted(character);
    }
}

package io.gridgate.event;

/**
 * Tells base64 from other text without decoding it: the standard alphabet, in full groups of four.
 *
 * <p>Source: RFC 4648 §4.
 */
final class Base64Text {

    private static final boolean[] ALPHABET = new boolean[128];

    static {
        for (char c = 0; c < ALPHABET.length; c++) {
            ALPHABET[c] = Character.isLetterOrDigit(c) || c == '+' || c == '/';
        }
    }

    private Base64Text() {}

    static boolean isValid(byte[] text, int from, int to) {
        if ((to - from) % 4 != 0) {
            return false;
        }
        int end = to;
        while (end > from && end > to - 2 && text[end - 1] == '=') {
            end--;
        }
        for (int i = from; i < end; i++) {
            if (text[i] < 0 || !ALPHABET[text[i]]) {
                return false;
            }
        }
        return true;
    }
}

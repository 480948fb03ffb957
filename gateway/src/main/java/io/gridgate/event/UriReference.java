package io.gridgate.event;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Tells URI-references from other text.
 *
 * <p>What is accepted here, {@link URI} accepts too, so that a receiver in Java can read it; like
 * {@link URI} it takes letters beyond ASCII, which Azure resource names may have. The usual forms
 * are recognised without building anything.
 *
 * <p>Source: RFC 3986 §4.1.
 */
final class UriReference {

    private static final String PUNCTUATION = "-._~!$&'()*+,;=@/:?#%";
    private static final boolean[] PLAIN = new boolean[128];

    static {
        for (char c = 0; c < PLAIN.length; c++) {
            PLAIN[c] = Character.isLetterOrDigit(c) || PUNCTUATION.indexOf(c) >= 0;
        }
    }

    private UriReference() {}

    static boolean isValid(String text) {
        return isPlain(text) || parses(text);
    }

    /**
     * Tells whether a text can be a {@code dataschema}: an absolute URI, or the {@code #} with a
     * data version that Event Grid itself writes when it turns its own events into CloudEvents.
     */
    static boolean isSchema(String text) {
        return (text.startsWith("#") || schemeLength(text) > 0) && isValid(text);
    }

    /** Returns the length of the scheme and its colon, 0 where there is none. */
    private static int schemeLength(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                return i == 0 ? 0 : i + 1;
            }
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            boolean later = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
            if (!letter && (i == 0 || !later)) {
                return 0;
            }
        }
        return 0;
    }

    /** Recognises the forms that need no closer look; false means that one is needed. */
    private static boolean isPlain(String text) {
        int scheme = schemeLength(text);
        boolean authority = text.startsWith("//", scheme);
        if ((authority || scheme > 0) && !startsPlainly(text, authority ? scheme + 2 : scheme)) {
            return false;
        }
        boolean colonAllowed = scheme > 0;
        boolean fragment = false;
        for (int i = scheme; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= PLAIN.length || !PLAIN[c] || c == '%') {
                return false;
            }
            if ((c == ':' && !colonAllowed) || (c == '#' && fragment)) {
                return false;
            }
            colonAllowed |= c == '/';
            fragment |= c == '#';
        }
        return true;
    }

    private static boolean startsPlainly(String text, int at) {
        return at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    private static boolean parses(String text) {
        try {
            var _ = new URI(text);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}

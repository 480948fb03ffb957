package io.gridgate.auth.issued;

/**
 * Whom a key is for.
 *
 * @param partner the partner
 * @param source its source; empty for a key that reads the status of all events of the partner
 */
public record KeyOwner(String partner, String source) {

    /**
     * {@return the owner that is written as {@code PARTNER/SOURCE}, or as {@code PARTNER} for a
     * status key}
     *
     * @param text the text
     */
    public static KeyOwner parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? new KeyOwner(text, "")
                : new KeyOwner(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return source.isEmpty() ? partner : partner + "/" + source;
    }
}
